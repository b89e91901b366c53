"""Leaks are a plain reading of the handbook, record by record; their gaps add up as promised."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from company import Signing
from naive_calls import left_out
from naive_entrants import entrants
from naive_facts import Facts
from naive_leaks import Benchmark, Entrant, Leak, family_of, leaks, verdicts
from random_quality import RICH, random_quality_company
from random_questions import random_filters

from overlap.reports import Filters, answer
from overlap.steps import Given
from overlap.subjects.funnel.steps.leaks import leaks as step

ASKED = ("funnel/leaks", "funnel/left_out", "funnel/savable")
BENCHMARKS: tuple[Benchmark, ...] = ("company", "agreed", "before")
AGREED = {"mql": 0.62, "sal": 0.55}  # by the stage a step begins at; none for the last
WORTH = pl.DataFrame(
    {"stage": ["sal", "won"], "value_per_lead": [100.0, 900.0], "value_low": [50.0, None], "value_high": [300.0, None]}
)
PERIODS = {
    name: {"starts_on": day, "ends_on": None}
    for name, day in (("filters", date(2026, 1, 1)), ("comparison", date(2025, 1, 1)))
}


def random_entrants(seed: int, count: int = 1500) -> list[Entrant]:
    """Leads whose chance to make a step depends on much, some of them of the period before, some not chosen."""
    chance = Random(seed)
    found = []
    for _ in range(count):
        stage, following = chance.choice((("mql", "sal"), ("sal", "sql"), ("opportunity", "won")))
        segment, team = chance.choice(("smb", "mid", "big", None)), chance.choice(("A", "B", None))
        is_made = chance.random() < 0.6 - 0.25 * (segment == "mid" and stage == "sal") - 0.2 * (team is None)
        is_before = not chance.randrange(3)
        found.append(
            Entrant(
                stage, following, chance.choice(("ads", "mail", None)), chance.choice(("C1", "C2", "C3", None)),
                segment, chance.choice(("EMEA", None)), team,
                None if is_made else chance.choice(("no_budget", "duplicate", None)),
                None if stage == "mql" else chance.choice((1, 2, 3, None)), is_made,
                not is_before, not is_before and bool(chance.randrange(4)), is_before,
                # the slow segment makes the step late as often as the others make it in time
                not is_made and (team is None or (segment == "mid" and stage == "sal")) and chance.random() < 0.4,
                AGREED.get(stage),
            )
        )  # fmt: skip
    return found


def cells_of(every: list[Entrant]) -> pl.DataFrame:
    """What filtered.leak_cells makes of them."""
    rows = [
        {
            "stage": one.stage, "position": ("mql", "sal", "sql", "opportunity").index(one.stage) + 1,
            "next_stage": one.next_stage, "channel": one.channel, "segment": one.segment, "region": one.region,
            "campaign_id": one.campaign, "team": one.team, "score_band": one.score_band, "is_made": one.is_made,
            "is_made_by_now": one.is_made or one.is_late,
            "reject_reason": one.reject_reason, "company_count": int(one.is_of_company),
            "chosen_count": int(one.is_chosen), "before_count": int(one.is_before), "campaign_name": None,
            "agreed_rate": one.agreed,
        }
        for one in every
    ]  # fmt: skip
    kinds = {
        "score_band": pl.Int8,
        "campaign_name": pl.String,
        "team": pl.String,
        "reject_reason": pl.String,
        "agreed_rate": pl.Float64,
    }
    return pl.DataFrame(rows, schema_overrides=kinds)


def told(rows: list[dict[str, Any]]) -> dict[tuple[str, str | None, str], list[Any]]:
    """The answer's rows of one benchmark as the handbook's are."""
    names = ("judged_count", "lost_count", "expected", "gap", "gap_shrunk", "gap_shrunk_low", "gap_shrunk_high")
    return {
        (row["dimension"], row["group_id"], row["stage"]): [
            *({**row, "expected": row["expected_rate"] * row["judged_count"]}[name] for name in names), row["verdict"]
        ]
        for row in rows
    }  # fmt: skip


def by_handbook(rows: list[Leak], family: list[float]) -> dict[tuple[str, str | None, str], list[Any]]:
    """The handbook's rows."""
    return {
        (row.dimension, row.group, row.stage): [
            row.records, row.lost, row.expected, row.gap, *row.drawn, said
        ]
        for row, said in zip(rows, verdicts(rows, family), strict=True)
    }  # fmt: skip


def same(found: dict[Any, list[Any]], expected: dict[Any, list[Any]]) -> None:
    assert found.keys() == expected.keys()
    for key, row in expected.items():
        assert found[key][:-1] == pytest.approx(row[:-1], rel=1e-6, abs=1e-6), key
        assert found[key][-1] == row[-1], key


@pytest.mark.parametrize("is_narrowed", [pytest.param(False, marks=pytest.mark.soak), True])
@pytest.mark.whole
def test_leaks_are_the_handbooks(is_narrowed: bool) -> None:
    every = random_entrants(4)
    if not is_narrowed:
        every = [replace(one, is_chosen=one.is_of_company) for one in every]
    found = step(cells_of(every), Given(PERIODS, {"worth": WORTH})).to_dicts()
    for benchmark in BENCHMARKS:
        rows = [row for row in found if row["benchmark"] == benchmark]
        family = family_of(every, benchmark)
        same(told(rows), by_handbook(leaks(every, benchmark), family))
        assert {row["tested_count"] for row in rows} == {len(family)}
    assert {"slower, not lost", "about average"} <= {row["verdict"] for row in found}


def test_gaps_add_up_to_one_total_before_and_to_nothing_now() -> None:
    """Every record stands in one group of each dimension, so the groups share one gap; nobody is missing from it."""
    every = [replace(one, is_chosen=one.is_of_company) for one in random_entrants(5)]
    found = step(cells_of(every), Given(PERIODS, {"worth": WORTH}))
    sums = found.group_by("benchmark", "dimension", "stage").agg(pl.col("gap").sum(), pl.col("lost_count").sum())
    before = sums.filter(benchmark="before")
    assert len(before) == 6 * 3
    for of_stage in before.partition_by("stage"):
        assert of_stage["gap"].to_list() == pytest.approx([of_stage["gap"][0]] * 6, abs=1e-5)
        assert abs(of_stage["gap"][0]) > 0.5
    agreed = sums.filter(benchmark="agreed")
    assert len(agreed) == 5 * len(AGREED)
    for of_stage in agreed.partition_by("stage"):
        here = [one for one in random_entrants(5) if one.is_of_company and one.stage == of_stage["stage"][0]]
        missing = len(here) * (here[0].agreed or 0) - sum(one.is_made for one in here)
        assert of_stage["gap"].to_list() == pytest.approx([missing] * 5, abs=1e-5)
    assert sums.filter(benchmark="company")["gap"].to_list() == pytest.approx([0.0] * 5 * 3, abs=1e-5)


def test_money_is_the_gap_times_what_the_next_stage_brought() -> None:
    found = step(cells_of(random_entrants(6)), Given(PERIODS, {"worth": WORTH}))
    to_sal = found.filter(next_stage="sal")
    assert to_sal["worth"].cast(pl.Float64).to_list() == pytest.approx((to_sal["gap_shrunk"] * 100).to_list(), abs=0.01)
    assert (to_sal["worth_low"] <= to_sal["worth"]).all() and (to_sal["worth"] <= to_sal["worth_high"]).all()
    assert found.filter(next_stage="sql")["worth"].null_count() == found.filter(next_stage="sql").height
    assert found.filter(next_stage="won")["worth_low"].null_count() == found.filter(next_stage="won").height
    shown = found.filter(benchmark="company")["worth"].drop_nulls().to_list()
    assert shown == sorted(shown, reverse=True)


@pytest.mark.parametrize("seed", [3, pytest.param(11, marks=pytest.mark.soak)])
def test_a_companys_leaks_are_the_handbooks(seed: int) -> None:
    """Those of a company of records, and who of the leads lost in them can be called; of another by `make soak`."""
    chance = Random(seed)
    company = random_quality_company(chance, RICH)
    leads = [
        {**lead, "opted_out_at": lead["created_at"] if place % 9 == 0 else None}
        for place, lead in enumerate(company.tables["leads"])
    ]
    signed = (
        Signing("steps", {"sal": 0.7, "won": 0.2}, company.as_of),
        Signing("steps", {"sal": 0.1}, "2099-01-01T00:00:00+00:00"),
    )
    company = replace(company, signings=(*company.signings, *signed))
    company = replace(company, tables={**company.tables, "leads": leads})
    facts = Facts(company)
    asked = Filters(), replace(random_filters(chance), starts_on=None, ends_on=None)
    middle = facts.known.day(facts.leads[0].created_at.at)
    with TemporaryDirectory() as folder, closing(company.published(Path(folder), *ASKED)) as reader:
        for filters in asked:
            now, before = filters.period(middle, None), filters.period(None, middle)
            rows = answer(reader, "funnel/leaks", now, comparison=before).frame.to_dicts()
            every = entrants(facts, now, before)
            for benchmark in BENCHMARKS:
                mine = [row for row in rows if row["benchmark"] == benchmark]
                assert mine
                same(told(mine), by_handbook(leaks(every, benchmark), family_of(every, benchmark)))
            for stage in ("mql", "sal", "opportunity"):
                counts = answer(reader, "funnel/left_out", now, params={"stage": stage}).frame
                told_out = dict(zip(counts["left_out"], counts["lost_count"], strict=True))
                assert told_out == left_out(facts, now, stage)
                everybody = answer(reader, "funnel/savable", now, params={"stage": stage, "left_out": "any"}).frame
                assert everybody.height == sum(told_out.values())
