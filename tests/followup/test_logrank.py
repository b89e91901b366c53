"""The hint that curves differ: the log-rank test where handoffs decide, worlds of other groups where people do."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from followup_marts import followup_house

from overlap.reports import answer
from overlap.steps.given import Given
from overlap.subjects.followup.steps import logrank

SETS = json.loads((Path(__file__).parent / "fixtures" / "logrank.json").read_text(encoding="utf-8"))
ROWS = {"group_id": pl.String, "rep_id": pl.String, "minutes": pl.Int64, "attempted_count": pl.Int64}


def counted(rows: list[Any]) -> pl.DataFrame:
    """(group, person, minutes, tried) as the report hands it over."""
    frame = pl.DataFrame(
        [(str(group), str(person), at, tried) for group, person, at, tried in rows], ROWS, orient="row"
    )
    return frame.with_columns(handoff_count=pl.lit(1, pl.Int64))


def said(frame: pl.DataFrame, seed: int = 0) -> dict[str, Any]:
    return logrank.hint(frame, Given(seed=seed)).to_dicts()[0]


@pytest.mark.parametrize("given", SETS, ids=range(len(SETS)))
def test_the_statistic_is_that_of_statsmodels(given: dict[str, Any]) -> None:
    within = said(counted(given["rows"]))
    assert within["method"] == logrank.WITHIN
    assert [within["statistic"], within["p_value"]] == pytest.approx(given["within"], rel=1e-9)
    # As many people as handoffs, so that nobody works two groups and no group has few.
    alone = [(group, f"{group} {number}", *more) for number, (group, _, *more) in enumerate(given["rows"])]
    large = counted(alone * 3)
    few = said(counted(alone))
    assert few["statistic"] == pytest.approx(given["plain"][0], rel=1e-9)
    if few["method"] == logrank.USUAL:
        assert few["p_value"] == pytest.approx(given["plain"][1], rel=1e-9)
    assert said(large)["degrees"] == few["degrees"] == few["group_count"] - 1


def people(draws: np.random.Generator, each: int, slower: float = 0.0, spread: float = 0.8) -> pl.DataFrame:
    """Two teams of so many people, each of a speed of their own, 30 handoffs a person; one team may be slower."""
    rows = []
    for person in range(2 * each):
        mean = np.exp(3 + slower * (person % 2) + spread * draws.normal())
        for minutes in draws.exponential(mean, 30):
            rows.append((person % 2, person, int(minutes), int(draws.random() < 0.8)))
    return counted(rows)


def test_teams_of_people_who_merely_differ_are_seldom_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logrank, "WORLDS", 99)
    draws = np.random.default_rng(41)
    worlds = [people(draws, each=5) for _ in range(120)]
    p_values = np.array([said(world)["p_value"] for world in worlds])
    # Uniform where nothing differs: mean 1/2, a tenth below a tenth; three standard errors of 120 worlds.
    assert abs(p_values.mean() - 0.5) < 0.08
    assert abs((p_values <= 0.1).mean() - 0.1) < 0.085
    naive = [logrank._usual(world)["p_value"] for world in worlds]
    assert (np.array(naive) < 0.05).mean() > 0.3


def test_a_team_that_is_slower_is_hinted_at() -> None:
    found = said(people(np.random.default_rng(42), each=6, slower=1.6, spread=0.3))
    assert (found["method"], found["verdict"]) == (logrank.PERMUTED, logrank.DIFFER)
    many = said(people(np.random.default_rng(43), each=10, slower=1.6, spread=0.3))
    assert (many["method"], many["verdict"]) == (logrank.USUAL, logrank.DIFFER)


def test_the_p_value_counts_the_worlds_in_which_people_stand_in_other_teams(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = people(np.random.default_rng(44), each=2)
    teams, own = dict(frame.select("rep_id", "group_id").unique().iter_rows()), said(frame)
    assert own == said(frame)
    monkeypatch.setattr(logrank, "WORLDS", 0)
    every = []
    for order in permutations(sorted(teams.values())):
        moved = dict(zip(sorted(teams), order, strict=True))
        world = frame.with_columns(group_id=pl.col("rep_id").replace_strict(moved))
        every.append(said(world)["statistic"] >= own["statistic"] * (1 - 1e-9))
    assert own["p_value"] == pytest.approx(np.mean(every), abs=0.05)


def test_one_group_or_a_handful_of_attempts_give_no_hint() -> None:
    one = counted([(0, 0, 5, 1)] * 20)
    few = counted([(group, group, 5, tried) for group in (0, 1) for tried in (1, 0, 0, 1, 1, 1)])
    for frame in (one, few, one.clear()):
        assert (said(frame)["p_value"], said(frame)["verdict"]) == (None, "too few to tell")


def test_handoffs_of_no_group_or_of_nobody_are_left_out_and_counted() -> None:
    frame = people(np.random.default_rng(45), each=2)
    nobody = pl.DataFrame([(None, "9", 3, 1, 4), ("0", None, 3, 1, 7)], frame.schema, orient="row")
    with_nobody = said(pl.concat([frame, nobody]))
    assert with_nobody == said(frame) | {"left_out_count": 11}


@pytest.mark.whole
def test_teams_are_those_of_who_held_the_handoff() -> None:
    reps = [{"rep_id": f"R{n}", "team": "North" if n < 2 else "South", "region": "EMEA"} for n in range(4)]
    names = [(f"H{n}", f"R{n % 4}", n) for n in range(24)]
    with followup_house(
        "2026-06-01T12:00:00",
        {"response": {"limit_minutes": 60}},
        leads=[{"lead_id": name, "created_at": "2026-01-01"} for name, _, _ in names],
        handoffs=[
            {"handoff_id": name, "lead_id": name, "handed_at": "2026-01-13T10:00:00", "rep_id": rep}
            for name, rep, _ in names
        ],
        activities=[
            {"activity_id": name, "lead_id": name, "kind": "call",
             "occurred_at": f"2026-01-13T{10 if rep < 'R2' else 11}:{10 + n}:00"}
            for name, rep, n in names
        ],
        reps=reps,
    ) as house:  # fmt: skip
        row = answer(house, "followup/curve_test").frame.to_dicts()[0]
        assert answer(house, "followup/curve_test", params={"by": "segment"}).frame["verdict"][0] == "too few to tell"
    assert (row["group_count"], row["compared_count"], row["person_count"], row["fewest_people"]) == (2, 24, 4, 2)
    assert row["p_value"] == pytest.approx(1 / 3, abs=0.05)
    assert row["verdict"] == "too few to tell", "few people cannot show that there is no difference"
