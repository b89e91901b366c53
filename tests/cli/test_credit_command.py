"""`overlap credit` as a person types it: a file of journeys in, channels out, every record accounted."""

import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from overlap.cli import main

JOURNEYS = """\
path,total_conversions,total_conversion_value,total_null
fair > mail,2,10.00,0
mail > fair > mail,1,2.50,3
mail,0,0,4
"""

Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def overlap(monkeypatch, capsys) -> Typed:
    """The command in this process: (exit code, stdout, stderr)."""

    def typed(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["overlap", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        return (ended.value.code or 0, *capsys.readouterr())  # pyright: ignore[reportReturnType]

    return typed


@pytest.fixture
def journeys(tmp_path) -> Path:
    file = tmp_path / "journeys.csv"
    file.write_text(JOURNEYS)
    return file


@pytest.mark.parametrize(
    ("model", "rows"),
    [
        ("first", ["fair,2.000000,10.000000", "mail,1.000000,2.500000"]),
        ("last", ["mail,3.000000,12.500000", "fair,0.000000,0.000000"]),
        ("linear", ["mail,1.666667,6.666667", "fair,1.333333,5.833333"]),
        ("position", ["mail,1.800000,7.000000", "fair,1.200000,5.500000"]),
        ("shapley", ["fair,1.500000,6.250000", "mail,1.500000,6.250000"]),
    ],
)
def test_a_file_of_journeys_is_credited_by_channel(overlap, journeys, model, rows):
    code, out, err = overlap("credit", journeys, "--model", model, "--format", "csv")
    assert (code, out.splitlines(), err) == (0, ["channel,conversions,value", *rows], "")


def test_markov_is_the_classic_totals_and_says_so_on_stderr(overlap, journeys):
    code, out, err = overlap("credit", journeys, "--model", "markov", "--format", "json")
    rows = json.loads(out, parse_float=Decimal)
    assert code == 0 and [row["channel"] for row in rows] == ["mail", "fair"]
    assert sum(row["conversions"] for row in rows) == 3
    assert "classic totals" in err and "markov_by_journey" in err
    assert "classic" not in overlap("credit", journeys, "--model", "markov_by_journey")[2]


def test_time_decay_takes_the_age_of_each_touch_in_whole_days(overlap, tmp_path):
    file = tmp_path / "aged.csv"
    file.write_text("path;total_conversions;days_before\nfair > mail > web;10;14 > 7 > 0\n")
    assert overlap("credit", file, "--model", "time_decay", "--format", "csv")[1].splitlines()[1:] == [
        "web,5.714286,", "mail,2.857143,", "fair,1.428571,",
    ]  # fmt: skip
    halved = overlap("credit", file, "--model", "time_decay", "--half-life-days", "14", "--format", "csv")[1]
    assert halved.splitlines()[1].startswith("web,4.5")


def test_without_ages_time_decay_says_what_it_needs(overlap, journeys):
    code, out, err = overlap("credit", journeys, "--model", "time_decay")
    assert (code, out) == (1, "")
    assert "journeys.csv: days_before is missing." in err and "use linear or position" in err


def test_columns_and_separator_may_have_other_names(overlap, tmp_path):
    file = tmp_path / "own.parquet"
    rows = {"Journey": ["a | b", "b"], "wins": [3, 1], "euros": [9.5, 1e-05], "other": [1, 1]}
    pl.DataFrame(rows).write_parquet(file)
    words = ("--path", "journey", "--conversions", "wins", "--value", "euros", "--sep", "|", "--format", "csv")
    code, out, err = overlap("credit", file, "--model", "last", *words)
    assert (code, out.splitlines()[1:]) == (0, ["b,4.000000,9.500010", "a,0.000000,0.000000"])
    assert err == "own.parquet: not used: other.\n"


def test_a_bad_record_is_named_by_line_column_and_remedy_and_left_out(overlap, tmp_path):
    file = tmp_path / "journeys.csv"
    file.write_text(JOURNEYS + ',1,1,0\nfair >> mail,1,1,0\nfair,two,1,0\nfair,1,"€ 5",0\nfair,1,1,-1\nfair,1\n')
    code, out, err = overlap("credit", file, "--model", "first", "--format", "csv")
    assert code == 0 and out.splitlines()[1:] == ["fair,2.000000,10.000000", "mail,1.000000,2.500000"]
    assert err.splitlines() == [
        "journeys.csv line 5, path: path is blank. Every record needs one.",
        'journeys.csv line 6, path: "fair >> mail" has a blank step. Name the channel, or leave the step out.',
        'journeys.csv line 7, total_conversions: "two" is not a number. Use digits and a point: 12 or 3.50.',
        'journeys.csv line 8, total_conversion_value: "€ 5" is not a number. Use digits and a point: 12 or 3.50.',
        'journeys.csv line 9, total_null: "-1" is below 0, the lowest total_null can be.',
        "journeys.csv line 10: has 2 fields, expected 4. Complete it.",
        "journeys.csv: rejected 6 records, credited 3 records.",
    ]
    assert overlap("credit", file, "--model", "first", "--strict")[0] == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--model", "lineer"), 2, 'Did you mean "linear"?'),
        (("--model", "w_shaped"), 2, "w_shaped is not for plain journeys"),
        (("--model", "custom"), 2, "its weights are part of a company"),
        (("--model", "first", "--format", "jsn"), 2, 'Did you mean "json"?'),
        (("--model", "first", "--half-life-days", "3"), 2, "--half-life-days is for time_decay"),
        (("--model", "time_decay", "--half-life-days", "0"), 2, "is not above 0"),
        (("--model", "first", "--sep", " "), 2, "--sep is blank"),
        (("--model", "first", "--conversions", "total_conversion"), 1, 'Did you mean "total_conversions"?'),
        (("--model", "first", "--value", "worth"), 1, "worth is missing"),
    ],
)
def test_a_wrong_question_exits_2_a_file_that_cannot_answer_1(overlap, journeys, words, code, said):
    exited, out, err = overlap("credit", journeys, *words)
    assert (exited, out) == (code, "") and said in err


def test_a_file_without_one_good_record_is_refused(overlap, tmp_path):
    file = tmp_path / "none.csv"
    file.write_text("path,total_conversions\na,x\n")
    assert overlap("credit", file, "--model", "first")[::2] == (
        1, 'none.csv: no journey can be read; line 2: "x" is not a number. Use digits and a point: 12 or 3.50.\n',
    )  # fmt: skip
    assert overlap("credit", tmp_path / "nowhere.csv", "--model", "first")[0] == 1
