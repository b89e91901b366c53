"""The fast and the careful way read the same records, whatever stands in the file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from exports import NOW, OVERLAP, import_files, of, rejects
from hypothesis import given, settings
from hypothesis import strategies as st

from overlap.reading import read
from overlap.reading.files import structure, unquoted
from overlap.reading.judging import text_file

pytestmark = pytest.mark.whole

HEADER = ("lead_id", "created_at", "channel")
# Three columns are enough here, and each example is planned anew.
_LEADS = OVERLAP.file("leads")
LEADS = replace(OVERLAP, files=(replace(_LEADS, columns=tuple(c for c in _LEADS.columns if c.name in HEADER)),))
VALUES = st.one_of(
    st.sampled_from(["L1", "L2", "L3", "L4", "2026-01-05", "2026-01-06 10:00", "31/02/2026", "", " ", "ads", '"', "é"]),
    st.text(alphabet='ab,;"\n\r \t\u00a0é', max_size=6),
)
RECORDS = st.lists(
    st.tuples(
        st.sampled_from(["L1", "L2", "L3", "L4", "L5", "L6", " L7 ", ""]),
        st.sampled_from(["2026-01-05", "2026-01-06 10:00", "2026-01-06 10:00", "31/02/2026", "2027-01-01"]),
        VALUES,
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def shared() -> Iterator[duckdb.DuckDBPyConnection]:
    """One database for all examples: each import replaces the last one's tables."""
    with duckdb.connect() as opened:
        opened.execute("set global TimeZone = 'UTC'")
        yield opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """One folder for all examples."""
    return tmp_path_factory.mktemp("export")


def _written(records: list[tuple[str, ...]], newline: str, is_all_quoted: bool) -> str:
    def cell(value: str) -> str:
        if is_all_quoted or any(character in value for character in '",;\r\n'):
            return '"' + value.replace('"', '""') + '"'
        return value

    return "".join(",".join(map(cell, record)) + newline for record in (HEADER, *records))


def _outcome(connection: duckdb.DuckDBPyConnection, folder: Path, content: str, shift: int) -> tuple:
    """What became of every record, with the lines of a file that begins `shift` lines later."""
    file = of(import_files(connection, folder, {"leads.csv": content}, source=LEADS), "leads")
    accepted = connection.sql("select columns(*)::varchar from raw.leads order by all").fetchall()

    def moved(reason: str) -> str:
        return re.sub(r"in line (\d+)", lambda found: f"in line {int(found[1]) - shift}", reason)

    rejected = [(line - shift, *cells, moved(reason)) for _, line, *cells, reason in rejects(connection)]
    assert (len(accepted), len({line for line, *_ in rejected})) == (file.accepted, file.rejected)
    return file.records, accepted, rejected, file.refused and moved(file.refused)


@settings(max_examples=15)
@given(RECORDS, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_well_formed_file_is_read_the_same_way_fast_and_carefully(shared, folder, records, newline, is_all_quoted):
    content = _written(records, newline, is_all_quoted)
    fast = _outcome(shared, folder, content, 0)
    # A blank first line is never plain, so the second import goes the careful way.
    assert fast == _outcome(shared, folder, newline + content, 1)
    assert fast[0] == len(records)


@settings(max_examples=15)
@given(st.text(alphabet='L1,;"\n\r \té\t', max_size=60), st.sampled_from([",", ";"]))
def test_rubbish_is_accounted_for_the_same_way_fast_and_carefully(shared, folder, rubbish, delimiter):
    content = delimiter.join(HEADER) + "\n" + f"L1{delimiter}2026-01-05{delimiter}x\n" + rubbish
    assert _outcome(shared, folder, content, 0) == _outcome(shared, folder, "\n" + content, 1)


@settings(max_examples=15)
@given(st.binary(max_size=80))
def test_any_bytes_end_in_an_exact_account_or_a_refusal(shared, folder, rubbish):
    content = b"lead_id,created_at,channel\n" + rubbish
    (folder / "leads.csv").write_bytes(content)
    file = of(import_files(shared, folder, {}, source=LEADS), "leads")
    accepted = shared.sql("select count(*) from raw.leads").fetchall()
    rejected = shared.sql("select count(distinct line) from raw._rejects").fetchall()
    assert (accepted, rejected) == ([(file.accepted,)], [(file.rejected,)])


@pytest.mark.parametrize(
    ("content", "is_plain"),
    [
        ("a,b\n1,2\n", True),
        ("a,b\r\n1,2", True),
        ('a,b\n1,"x\n""y"""\n', True),
        ("a,b\n\n1,2\n\n", True),
        ("a,b\n1,2\r\n", False),
        ("a,b\r1,2\r", False),
        ('a,b\n1, "x"\n', False),
        ('a,b\n1,5" pipe\n', False),
        ('a,b\n1,"x', False),
        ("a,b\n1,2,\n", False),
        ("\na,b\n1,2\n", False),
        (" \na,b\n1,2\n", False),
    ],
)
def test_only_a_file_that_leaves_nothing_to_guess_is_read_fast(tmp_path, content, is_plain):
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode())
    found = structure.scan(path, ",", 2, lambda _: None)
    assert found.is_plain is is_plain
    assert not is_plain or found.records == 1


@pytest.mark.parametrize("at_once", [1, 7, 40])
def test_blanks_around_values_are_found_wherever_a_chunk_ends(tmp_path, monkeypatch, at_once):
    monkeypatch.setattr(structure, "AT_ONCE", at_once)
    path = tmp_path / "a.csv"
    contents = {
        "none": ("a,b\n1,2 3\n",),
        "spaces": (
            "a,b\n1,2\n 3,4\n", "a,b\n1,2 \n3,4\n", "a,b\n1 ,2\n3,4", "a,b\n1, 2\n3,4", 'a,b\n1,2\n3,"4 "\n',
            'a,b\n1,2\n3," 4"\n', "a,b\n1,2\n3,4 ", "a,b\r\n1,2 \r\n3,4\r\n",
        ),
        "any": ("a,b\n1,2\n3,4\u00a0\n", 'a,b\n1,2\n3,"4\n"\n', "a,b\n1,\t2\n"),
    }  # fmt: skip
    for blanks, content in ((blanks, content) for blanks, each in contents.items() for content in each):
        path.write_bytes(content.encode())
        assert structure.scan(path, ",", 2, lambda _: None).blanks == blanks, content


def test_records_are_counted_across_the_chunks_of_a_large_file(shared, folder, monkeypatch):
    monkeypatch.setattr(structure, "AT_ONCE", 7)
    records = [(f"L{number}", "2026-01-05", 'a "b",\nc' if number % 3 else "") for number in range(50)]
    outcome = _outcome(shared, folder, _written(records, "\r\n", False), 0)
    assert (outcome[0], len(outcome[1]), outcome[2], outcome[3]) == (50, 50, [], None)


def test_progress_rises_to_one_for_every_file(shared, folder):
    (folder / "leads.csv").write_text("lead_id,created_at,channel\nL1,2026-01-05,x\n")
    seen: list[tuple[str, float]] = []
    read(OVERLAP, folder, shared, zone="UTC", now=NOW, on_progress=lambda name, share: seen.append((name, share)))
    assert seen == sorted(seen)
    assert (seen[0][0], seen[-1]) == ("leads.csv", ("leads.csv", 1.0))


@settings(max_examples=20)
@given(
    st.lists(st.text(alphabet="L12,\u00e9 \t-:", max_size=24), max_size=12),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.sampled_from([1, 9, 40]),
)
def test_lines_of_another_width_are_set_apart_the_same_way_fast_and_carefully(
    shared, folder, lines, newline, is_ended, at_once
):
    # Three good records, so that a file is never refused for having none.
    good = [f"L{number},2026-01-05,x" for number in (7, 8, 9)]
    content = newline.join([",".join(HEADER), *good[:2], *lines, good[2]]) + newline * is_ended
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(unquoted, "AT_ONCE", at_once)
        fast = _outcome(shared, folder, content, 0)
    assert fast == _outcome(shared, folder, newline + content, 1)


def test_one_record_too_long_is_no_reason_to_look_at_each(shared, folder, monkeypatch):
    def never(*_: object) -> None:
        raise AssertionError("the careful way")

    monkeypatch.setattr(text_file, "careful_records", never)
    content = (
        _written([(f"L{number}", "2026-01-05", "x") for number in range(500)], "\n", False) + "L500,2026-01-05,x,\n"
    )
    records, accepted, rejected, _ = _outcome(shared, folder, content, 0)
    assert (records, len(accepted), [line for line, *_ in rejected]) == (501, 500, [502])


def test_a_file_of_nothing_but_malformed_records_is_told_of_as_ever(shared, folder):
    content = "".join([",".join(HEADER), "\n", *(f"L{number},x\n" for number in range(12))])
    refused = _outcome(shared, folder, content, 0)[3]
    assert "None of its 12 records has the 3 fields of its header" in refused
    assert refused == _outcome(shared, folder, "\n" + content, 1)[3]
