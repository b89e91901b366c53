"""Whether speed helps is told from whether it seems to, in companies nothing was tuned with.

`make test` asks the same of the model alone, in test_speed_model.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import polars as pl
import pytest
from few_marts import few_marts

from overlap.demo import DemoOptions, Effects, export
from overlap.demo.truth.drawing import imported
from overlap.demo.truth.planted import PLANTED
from overlap.reports import answer
from overlap.warehouse.building import checks
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

LEADS = 20_000


@contextmanager
def living(seed: int, effects: Effects) -> Iterator[Reader]:
    """A company of that seed, imported; its checks and its own truth are tested elsewhere."""
    nothing = dict.fromkeys(planted.id for planted in PLANTED)
    with (
        few_marts("followup/speed_and_wins", "followup/list", "lead/list"),
        patch.object(checks, "all_checks", list),
        patch.object(export, "interventions", lambda *_: nothing),
        imported(DemoOptions(leads=LEADS, seed=seed, effects=effects)) as reader,
    ):
        yield reader


def naive_odds(reader: Reader) -> float:
    """Odds of winning of handoffs that were answered against those never answered: the naive comparison."""
    handoffs = answer(reader, "followup/list", row_cap=LEADS).frame
    won = answer(reader, "lead/list", params={"state": "won"}, row_cap=LEADS).frame["lead_id"]
    counted = handoffs.group_by(
        answered=pl.col("first_attempt_at").is_not_null(), won=pl.col("lead_id").is_in(won.implode())
    ).len()
    count = {(answered, is_won): number for answered, is_won, number in counted.iter_rows()}
    never_won = count.get((False, True), 0) + 0.5  # none may have been: half a handoff stands for it
    return count[True, True] * count[False, False] / (count[True, False] * never_won)


@pytest.mark.soak
def test_with_no_speed_effect_the_landmark_shows_none_and_the_naive_tables_do() -> None:
    with living(2_027, Effects(speed=0.0)) as reader:
        _, adjusted, model = answer(reader, "followup/speed_and_wins").frame.to_dicts()
        assert naive_odds(reader) > 3
    assert adjusted["odds_low"] < 1 < adjusted["odds_high"]
    assert model["odds_low"] < 1 < model["odds_high"]
    assert adjusted["tried_won_count"] >= 40


@pytest.mark.soak
def test_a_speed_effect_that_is_planted_is_found() -> None:
    with living(2_028, Effects()) as reader:
        _, adjusted, model = answer(reader, "followup/speed_and_wins").frame.to_dicts()
    for found in (adjusted, model):
        assert 1 < found["odds_low"] < 3.0 < 1.2 * found["odds_high"]
