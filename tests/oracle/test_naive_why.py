"""A campaign's rate is taken apart as a least squares of single rows does; parts add up, and find what is planted."""

from collections import Counter
from random import Random

import numpy as np
import polars as pl
import pytest
from naive_why import Handoff, parts

from overlap.steps import Given
from overlap.subjects.funnel.steps.why import FACTORS, UNEXPLAINED, UNKNOWN, why


def handoffs(chance: Random, *, own: float, number: int = 900) -> list[Handoff]:
    """The campaign has more of the poor segment and of the good person; `own` is what it does itself."""
    found: list[Handoff] = []
    for _ in range(number):
        is_mine = chance.random() < 0.3
        segment = "poor" if chance.random() < (0.8 if is_mine else 0.3) else "rich"
        person = "good" if chance.random() < (0.6 if is_mine else 0.3) else "other"
        channel = "fair" if is_mine and chance.random() < 0.5 else "ads"
        score = chance.choice("123")
        rate = 0.5 - 0.3 * (segment == "poor") + 0.2 * (person == "good") + own * is_mine
        found.append(((channel, segment, score, person), is_mine, chance.random() < rate))
    return found


def answered(rows: list[Handoff]) -> pl.DataFrame:
    """funnel/why of them, from cells as the report's statement makes them."""
    counted = Counter(rows)
    cells = {(values, is_mine) for values, is_mine, _ in rows}
    frame = pl.DataFrame(
        [
            {
                **dict(zip(FACTORS.values(), values, strict=True)), "is_mine": is_mine,
                "judged_count": counted[values, is_mine, True] + counted[values, is_mine, False],
                "made_count": counted[values, is_mine, True],
            }
            for values, is_mine in sorted(cells)
        ]
    )  # fmt: skip
    return why(frame, Given())


@pytest.mark.parametrize("seed", range(5))
def test_parts_are_those_of_single_rows_and_add_up(seed: int) -> None:
    rows = handoffs(Random(seed), own=-0.1)
    found = answered(rows)
    assert found["points"].to_list() == pytest.approx([100 * part for part in parts(rows)], abs=1e-6)
    assert sum(found["points"][1:]) == pytest.approx(found["points"][0])
    assert found["points"][0] == pytest.approx(100 * (found["rate"][0] - found["company_rate"][0]))


def test_what_is_planted_is_found_on_average_and_inside_its_interval() -> None:
    """Mixes differ by 0.5 and 0.3 from the 70% others, so by that times 0.7 from the company."""
    every = [answered(handoffs(Random(seed), own=-0.1)) for seed in range(100, 160)]
    truth = {"segment": -0.3 * 0.5 * 70, "person": 0.2 * 0.3 * 70, "score": 0.0, UNEXPLAINED: -0.1 * 70}
    for part, points in truth.items():
        rows = [frame.filter(part=part).row(0, named=True) for frame in every]
        assert float(np.mean([row["points"] for row in rows])) == pytest.approx(points, abs=1.2), part
        inside = [row["points_low"] - 0.3 <= points <= row["points_high"] + 0.3 for row in rows]
        assert np.mean(inside) > 0.85, part


def test_a_channel_that_nobody_else_has_cannot_be_told_from_the_campaign() -> None:
    rows = [
        (("fair", *values[1:]), True, made) if mine else (values, mine, made)
        for values, mine, made in handoffs(Random(1), own=0)
    ]
    channel = answered(rows).filter(part="channel").row(0, named=True)
    assert (channel["points"], channel["points_low"], channel["verdict"]) == (0.0, None, UNKNOWN)


def test_a_campaign_that_is_the_company_has_nothing_to_be_compared_with() -> None:
    assert answered([(values, True, made) for values, _, made in handoffs(Random(1), own=0)]).is_empty()
