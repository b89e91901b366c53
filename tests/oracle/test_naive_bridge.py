"""Both bridges are those of single leads and deals, whatever is missing in a period, and add up to the cent."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import naive_bridge as naive
import polars as pl
import pytest
from naive_bridge import Lead

from overlap.steps import Given
from overlap.subjects.sides.steps.bridge import BLOCKS, RESPONSES, bridge
from overlap.subjects.sides.steps.closing_bridge import closing_bridge

DAYS = {
    f"{arm}": {"arm": arm, "starts_on": date(year, 1, 1), "ends_on": date(year, 7, 1), "within_days": 180}
    for arm, year in (("then", 2025), ("now", 2026))
}


def leads(chance: Random, number: int) -> list[Lead]:
    """Few enough that a group, a follow-up or all wins may be missing."""
    found = []
    for _ in range(number):
        response = chance.choice((None, *RESPONSES))
        is_won = chance.random() < 0.3
        is_accepted = response is not None and (is_won or chance.random() < 0.5)
        found.append(Lead(chance.choice("abc"), response, is_accepted, is_won, chance.randint(1, 10**6) * is_won))
    return found


def cells(then: Sequence[Lead], now: Sequence[Lead]) -> pl.DataFrame:
    """As sides/bridge_cells counts them, each lead in a bucket of its own."""
    rows = [
        {
            "arm": arm, "bucket": number % 200, "part": "handed over" if lead.response else "not handed over",
            "points_half": int(lead.group == "c"), "channel_group": lead.group, "response": lead.response,
            "lead_count": 1, "accepted_count": int(lead.is_accepted), "won_count": int(lead.is_won),
            "revenue": Decimal(lead.cents) / 100,
        }
        for arm, of in (("then", then), ("now", now))
        for number, lead in enumerate(of)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"response": pl.String, "revenue": pl.Decimal(18, 2)})


def asked(**told: Any) -> pl.DataFrame:
    known = {"acceptance_is_recorded": True, "activities_are_recorded": True, "grouped_by": "part", **told}
    return pl.DataFrame([DAYS[arm] | known for arm in ("now", "then")])


@pytest.mark.parametrize("seed", range(8))
def test_the_parts_of_the_cohort_are_those_of_single_leads_and_add_up(seed: int) -> None:
    chance = Random(seed)
    then, now = (leads(chance, chance.choice((3, 12, 60))) for _ in range(2))
    found = bridge(asked(), Given(frames={"cells": cells(then, now)}))
    wanted = naive.parts(lambda changed: naive.revenue(then, now, changed), len(BLOCKS))
    mine = {row["part"]: int(row["amount"] * 100) for row in found.to_dicts()}
    assert [mine[part] for part in BLOCKS] == pytest.approx([float(each) for each in wanted], abs=1.0)
    assert sum(mine.values()) == sum(lead.cents for lead in now) - sum(lead.cents for lead in then)
    unhanded = [sum(lead.cents for lead in of if not lead.response) for of in (then, now)]
    assert mine.get("won without a handoff", 0) == unhanded[1] - unhanded[0]


def test_the_parts_of_teams_are_the_sums_of_their_blocks() -> None:
    given = Given(frames={"cells": cells(leads(Random(3), 60), leads(Random(4), 80))})
    parts, teams = bridge(asked(), given), bridge(asked(grouped_by="team"), given)
    sums = {team: parts.filter(team=team)["amount"].sum() for team in parts["team"].unique()}
    assert dict(teams.select("part", "amount").iter_rows()) == sums
    assert parts.filter(team="marketing")["part"].to_list() == ["episodes", "mix"]
    assert parts.filter(team="sales")["part"].to_list() == ["follow-up"]


def test_what_nobody_records_is_no_part_and_the_others_still_add_up() -> None:
    then, now = leads(Random(1), 60), leads(Random(2), 80)
    given = Given(frames={"cells": cells(then, now)})
    found = bridge(asked(acceptance_is_recorded=False, activities_are_recorded=False), given)
    assert not {"follow-up", "accepted"} & set(found["part"])
    assert found["amount"].sum() == Decimal(sum(lead.cents for lead in now) - sum(lead.cents for lead in then)) / 100


def test_a_part_within_chance_is_called_noise_and_a_planted_one_is_not() -> None:
    """Twice as many leads of the same kind: nothing but their number goes with the change."""
    then = [Lead("a", "in time", True, number % 5 == 0, 100_000 * (number % 5 == 0)) for number in range(1000)]
    found = bridge(asked(), Given(frames={"cells": cells(then, then * 2)})).rows_by_key("part", named=True, unique=True)
    assert found["episodes"]["amount"] == Decimal(200_000)
    said = {part: row["verdict"] for part, row in found.items()}
    assert said == dict.fromkeys(BLOCKS, "within noise") | {"episodes": "adds"}
    without = [part for part, row in found.items() if row["amount_low"] is None and row["amount_high"] is None]
    assert without == [part for part in BLOCKS if part not in ("episodes", "won")]


@pytest.mark.parametrize("seed", range(6))
def test_the_parts_of_closing_are_those_of_counts_and_add_up(seed: int) -> None:
    chance = Random(seed)
    rows, sums = [], {}
    for arm in ("then", "now"):
        counts = []
        for bucket in range(chance.choice((1, 30))):
            play = chance.randint(0, 5)
            closed = chance.randint(0, play)
            won = chance.randint(0, closed)
            counts.append((play, closed, won, won * chance.randint(1, 10**6)))
            rows.append((arm, bucket, play, closed, won, Decimal(counts[-1][3]) / 100))
        sums[arm] = [sum(each) for each in zip(*counts, strict=True)]
    names = ("arm", "bucket", "in_play_count", "closed_count", "won_count", "revenue")
    frame = pl.DataFrame(rows, names, orient="row", schema_overrides={"revenue": pl.Decimal(18, 2)})
    known = asked(openings_are_known=True, losses_are_known=True)
    found = closing_bridge(known, Given(frames={"cells": frame}))
    wanted = naive.parts(lambda changed: naive.closing(sums["then"], sums["now"], changed), 4)
    mine = [int(amount * 100) for amount in found["amount"]]
    assert mine == pytest.approx([float(each) for each in wanted], abs=1.0)
    assert sum(mine) == sums["now"][3] - sums["then"][3]
    without = closing_bridge(asked(openings_are_known=False, losses_are_known=False), Given(frames={"cells": frame}))
    assert without["part"].to_list() == ["deals closed", "average won"]
