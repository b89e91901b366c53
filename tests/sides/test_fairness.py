"""People who were given other handoffs than their colleagues are compared as if all had been given the same."""

import numpy as np
import polars as pl
import pytest

from overlap.stats.equal_terms import at_equal_terms
from overlap.steps import Given
from overlap.subjects.sides.steps.fairness import INCOMPLETE, LEVEL, WINS, fairness

SEEN = ("made", "records")


def handoffs(seed: int, own: float = 0.0, number: int = 6000) -> pl.DataFrame:
    """Two equal people but for `own`, one of whom gets the full weeks, in which everybody is slower."""
    chance = np.random.default_rng(seed)
    group = chance.integers(0, 2, number)
    load = (chance.random(number) < np.where(group == 1, 0.8, 0.2)).astype(int)
    made = chance.random(number) < 0.7 - 0.4 * load + own * group
    frame = pl.DataFrame({"group": group, "load_band": load, "made": made})
    return frame.group_by("group", "load_band").agg(pl.col("made").sum(), records=pl.len()).sort("group", "load_band")


@pytest.mark.parametrize(("seed", "own"), [(1, 0.0), (2, 0.0), (3, -0.15)])
def test_who_gets_the_full_weeks_is_as_good_as_with_those_of_everybody(seed: int, own: float) -> None:
    found = at_equal_terms(handoffs(seed, own), "group", ("load_band",), SEEN, SEEN)
    assert found.rate[0] - found.rate[1] > 0.2
    assert found.adjusted[0] - found.adjusted[1] == pytest.approx(-own, abs=0.04)
    inside = abs(found.adjusted - found.overall) < found.half_width
    assert inside.all() == (own == 0)


def test_adjusted_rates_weighed_by_records_add_up_to_everybodys() -> None:
    found = at_equal_terms(handoffs(4, 0.1), "group", ("load_band",), SEEN, SEEN)
    assert (found.records * found.adjusted).sum() / found.records.sum() == pytest.approx(found.overall)


def test_some_of_the_records_are_held_against_what_is_learnt_from_all() -> None:
    every = handoffs(6, -0.15)
    cells = every.with_columns(
        judged_made=pl.when(pl.col("group") == 1).then("made").otherwise(0),
        judged=pl.when(pl.col("group") == 1).then("records").otherwise(0),
    )
    all_of_them = at_equal_terms(cells, "group", ("load_band",), SEEN, SEEN)
    one = at_equal_terms(cells, "group", ("load_band",), SEEN, ("judged_made", "judged"))
    assert (one.adjusted[1], one.half_width[1], one.overall) == pytest.approx(
        (all_of_them.adjusted[1], all_of_them.half_width[1], all_of_them.overall)
    )
    assert one.records[0] == 0
    assert np.isnan(one.adjusted[0])


def test_what_an_average_one_would_have_had_is_statsmodels_prediction() -> None:
    from statsmodels.genmod import families  # here: at the top, each process that collects tests waits a second
    from statsmodels.genmod.generalized_linear_model import GLM

    cells = handoffs(5, 0.1)
    found = at_equal_terms(cells, "group", ("load_band",), SEEN, SEEN)
    made, records = (cells[name].to_numpy().astype(float) for name in ("made", "records"))
    columns = np.column_stack([np.ones(4), cells["group"].to_numpy(), cells["load_band"].to_numpy()])
    fit = GLM(np.column_stack([made, records - made]), columns, family=families.Binomial()).fit()
    ends = [-5.0, 5.0]
    for _ in range(60):  # the constant in the place of the groups' effects, halved to
        middle = sum(ends) / 2
        chances = 1 / (1 + np.exp(-(middle + fit.params[2] * columns[:, 2])))
        ends[int((records * chances).sum() > made.sum())] = middle
    for group in (0, 1):
        mine = cells["group"].to_numpy() == group
        wanted = made.sum() / records.sum() + (made - records * chances)[mine].sum() / records[mine].sum()
        assert found.adjusted[group] == pytest.approx(wanted, abs=0.003)


def test_a_level_of_who_does_not_log_is_not_judged_and_what_nobody_records_has_no_row() -> None:
    cells = pl.DataFrame(
        [
            {"group_id": name, "group_name": name, "channel": "ads", "score_band": 1, "load_band": 2, "due_count": 60,
             "in_time_count": made, "by_date_count": 0, "progressed_count": 20, "unlogged_count": lost,
             "winnable_count": 60, "won_count": won}
            for name, made, lost, won in (("A", 50, 0, 12), ("B", 10, 9, 12), ("C", 50, 0, 1), ("D", 30, 0, 12))
        ]
    ).with_columns(
        company_due="due_count", company_in_time="in_time_count", company_by_date="by_date_count",
        company_winnable="winnable_count", company_won="won_count",
    )  # fmt: skip
    asked = pl.DataFrame([{"won_is_recorded": True, "activities_are_recorded": True}])
    said = fairness(asked, Given(frames={"cells": cells}))
    levels, wins = (dict(said.filter(measure=each).select("group_id", "verdict").iter_rows()) for each in (LEVEL, WINS))
    assert levels == {"A": "above company average", "B": INCOMPLETE, "C": "above company average", "D": "about average"}
    assert wins["C"] == "too few to tell"
    unknown = asked.with_columns(won_is_recorded=pl.lit(False), activities_are_recorded=pl.lit(False))
    assert fairness(unknown, Given(frames={"cells": cells})).is_empty()
