"""What is read out of a report's answer is the number the truth names, and found means told apart."""

from collections.abc import Mapping

import polars as pl
import pytest

from overlap.demo.truth import group_readings, readings
from overlap.demo.truth.readings import Reading
from overlap.reports import Filters
from overlap.subjects.followup.steps.speed import HIGHER

WIN_RATES = {"win_rate": [0.25], "win_rate_low": [0.22], "win_rate_high": [0.28]}


def says(answers: Mapping[Filters, Mapping[str, list]]) -> readings.Ask:
    return lambda filters: pl.DataFrame(answers[filters])


def campaigns(**change) -> readings.Ask:
    rows = {
        "campaign_id": ["C1", "C2", None],
        "old_enough_count": [100, 150, 50],
        "accepted_count": [30, 90, 10],
        "verdict": ["below company average", "above company average", "about average"],
    }
    return says({Filters(): rows | change})


def test_a_campaign_is_held_against_all_the_others_taken_together():
    assert group_readings.campaign_below(campaigns(), {"campaigns": ["C1"]}) == Reading(30 - 50, True)
    assert group_readings.campaign_above(campaigns(), {"campaigns": ["C1"]}) == Reading(30 - 50, False)
    assert group_readings.campaign_above(campaigns(), {"campaigns": ["C2"]}).is_found
    assert group_readings.campaign_below(campaigns(old_enough_count=[0, 150, 50]), {"campaigns": ["C1"]}).value is None


def test_a_person_is_told_apart_when_their_interval_leaves_the_house_out():
    own = Filters(reps=("R1",))
    better = {"win_rate": [0.5], "win_rate_low": [0.3], "win_rate_high": [0.7]}
    worse = {"win_rate": [0.1], "win_rate_low": [0.05], "win_rate_high": [0.27]}
    nobody = {"win_rate": [None], "win_rate_low": [None], "win_rate_high": [None]}
    assert readings.wins_more(says({Filters(): WIN_RATES, own: better}), {"reps": ["R1"]}) == Reading(25, True)
    assert readings.wins_less(says({Filters(): WIN_RATES, own: worse}), {"reps": ["R1"]}) == Reading(-15, False)
    assert readings.wins_less(says({Filters(): WIN_RATES, own: nobody}), {"reps": ["R1"]}) == Reading(None, False)


def people(**change) -> readings.Ask:
    rows = {
        "rep_id": ["R1", "R2", None],
        "due_count": [100, 150, 50],
        "in_time_count": [80, 60, 10],
        "service_level": [0.8, 0.4, 0.2],
        "service_level_low": [0.71, 0.32, 0.1],
        "service_level_high": [0.87, 0.48, 0.33],
        "verdict": ["above company average", "activity logging incomplete", "below company average"],
    }
    return says({Filters(): rows | change})


def test_a_persons_service_level_is_held_against_all_other_rows_taken_together():
    assert group_readings.level_above(people(), {"reps": ["R1"]}) == Reading(80 - 35, True)
    assert group_readings.level_below(people(), {"reps": ["R1"]}) == Reading(80 - 35, False)
    assert group_readings.level_unlogged(people(), {"reps": ["R2"]}) == Reading(40 - 60, True)
    assert group_readings.level_above(people(due_count=[0, 150, 50]), {"reps": ["R1"]}) == Reading(None, False)


@pytest.mark.parametrize(("low", "is_found"), [(0.49, True), (0.47, False)])
def test_two_people_differ_when_their_intervals_do_not_meet(low: float, is_found: bool):
    found = group_readings.levels_differ(people(service_level_low=[low, 0.32, 0.1]), {"reps": ["R2", "R1"]})
    assert found.is_found == is_found
    assert found.value == pytest.approx(40)


def test_two_people_of_whom_one_has_no_level_are_not_compared():
    nobody = people(service_level=[None, 0.4, 0.2])
    assert group_readings.levels_differ(nobody, {"reps": ["R1", "R2"]}) == Reading(None, False)
    assert group_readings.levels_differ(people(), {"reps": ["R1", "R9"]}) == Reading(None, False)


def test_the_extreme_rater_is_held_against_everybody_else():
    rows = {"rep_id": ["R1", "R2"], "extreme_rate": [0.9, None], "others_rate": [0.4, 0.9]}
    verdicts = {"verdict": ["mostly one star or five", "too few to tell"]}
    assert readings.rates_in_extremes(says({Filters(): rows | verdicts}), {"reps": ["R1"]}) == Reading(50, True)
    assert readings.rates_in_extremes(says({Filters(): rows | verdicts}), {"reps": ["R2"]}) == Reading(None, False)


@pytest.mark.parametrize(
    ("observed", "verdict", "reading"),
    [
        (36, "flagged", Reading(10, True)),
        (36, "not flagged", Reading(10, False)),
        (4, "flagged", Reading(-6, False)),
    ],
)
def test_a_pair_fits_when_it_is_flagged_for_winning_more_than_expected(observed: int, verdict: str, reading: Reading):
    rows = {
        "campaign_id": ["C1", "C1"], "rep_id": ["R1", "R2"], "observed": [observed, 1], "expected": [16.0, 9.0],
        "worked_count": [200, 100], "verdict": [verdict, "not flagged"],
    }  # fmt: skip
    assert readings.fits(says({Filters(): rows}), {"campaigns": ["C1"], "reps": ["R1"]}) == reading
    assert readings.fits(says({Filters(): rows}), {"campaigns": ["C2"], "reps": ["R1"]}) == Reading(None, False)


@pytest.mark.parametrize(("high", "is_found"), [(0.69, True), (0.71, False)])
def test_a_segment_leaks_when_its_interval_lies_below_the_others_taken_together(high: float, is_found: bool):
    rows = {
        "group_id": ["mid_market", "enterprise", "small_business", None, "mid_market"],
        "stage": ["sql", "sql", "sql", "sql", "mql"],
        "next_stage": ["opportunity", "opportunity", "opportunity", "opportunity", "sal"],
        "old_enough_count": [200, 100, 300, 10, 900],
        "made_count": [100, 70, 210, 1, 100],
        "step_rate_high": [high, 0.8, 0.75, 0.4, 0.2],
    }
    place = {"segments": ["mid_market"], "from": "sql", "to": "opportunity"}
    assert readings.leaks(says({Filters(): rows}), place) == Reading(50 - 70, is_found)


def years(**of_rows: list) -> readings.Ask:
    """The same columns, a row for each of the two years."""
    return lambda filters: pl.DataFrame(
        {name: [values[0 if str(filters.starts_on) == "2024-11-01" else 1]] for name, values in of_rows.items()}
    )


def test_the_second_year_is_held_against_the_first():
    asked = years(win_rate=[0.4, 0.2], win_rate_low=[0.3, 0.1], win_rate_high=[0.5, 0.29])
    assert readings.falls("win_rate")(asked, {}) == Reading(-20, True)
    assert readings.thins(years(handoff_count=[520, 468]), {}) == Reading(-1, False)
    assert readings.thins(years(handoff_count=[520, 416]), {}) == Reading(-2, True)


@pytest.mark.parametrize(
    ("verdict", "ends", "is_found"),
    [("jumps", (11, 13), True), ("jumps", (13, 14), False), ("no relation", (2, 40), False)],
)
def test_readiness_jumps_where_the_planted_pages_lie_within_the_interval(verdict: str, ends: tuple, is_found: bool):
    row = {"verdict": [verdict], "cut": [12], "cut_low": [ends[0]], "cut_high": [ends[1]]}
    asked = says({Filters(): row | {"below_rate": [0.05], "above_rate": [0.25]}})
    found = readings.jumps(asked, {"pages": 12})
    assert (found.value, found.is_found) == (pytest.approx(20), is_found)


@pytest.mark.parametrize(
    ("auc", "verdict", "is_found"), [(0.51, "no better than chance", True), (0.6, "ranks leads", False)]
)
def test_a_score_is_useless_when_it_sorts_no_better_than_chance(auc: float, verdict: str, is_found: bool):
    asked = says({Filters(): {"auc": [auc], "verdict": [verdict]}})
    found = readings.sorts_by_chance(asked, {})
    assert (found.value, found.is_found) == (pytest.approx(100 * (auc - 0.5)), is_found)


def test_a_threshold_lies_low_by_the_points_up_to_the_one_sales_can_keep_up_with():
    def room(**row) -> readings.Ask:
        return says({Filters(): {name: [value] for name, value in row.items()}})

    assert readings.lies_low(room(best_threshold=42, agreed_threshold=35), {}) == Reading(7.0, True)
    assert readings.lies_low(room(best_threshold=35, agreed_threshold=35), {}) == Reading(0.0, False)
    assert readings.lies_low(room(best_threshold=None, agreed_threshold=35), {}) == Reading(None, False)


@pytest.mark.parametrize(("verdict", "is_found"), [(HIGHER, True), ("cannot tell", False)])
def test_speed_helps_when_the_comparison_at_equal_score_says_so(verdict: str, is_found: bool):
    rows = {
        "comparison": ["raw", "adjusted"],
        "difference": [0.2, 0.05],
        "odds_low": [2.0, 1.01],
        "verdict": [None, verdict],
    }
    found = readings.speed_helps(says({Filters(): rows}), {})
    assert (found.value, found.is_found) == (pytest.approx(5), is_found)
    nothing = rows | {"odds_low": [None, None], "difference": [None, None]}
    assert readings.speed_helps(says({Filters(): nothing}), {}) == Reading(None, False)


def test_load_slows_when_the_busier_half_of_the_weeks_has_the_lower_level():
    weeks = {
        "is_whole": [True, True, False, True, True],
        "load": [1.5, 0.5, 3.0, None, 1.0],
        "due_count": [100, 60, 500, 500, 100],
        "in_time_count": [20, 30, 0, 0, 30],
    }
    found = readings.level_falls_with_load(says({Filters(): weeks}), {})
    assert (found.value, found.is_found) == (pytest.approx(25 - 50), True)
    alike = weeks | {"in_time_count": [50, 30, 0, 0, 45]}
    assert not readings.level_falls_with_load(says({Filters(): alike}), {}).is_found
    assert readings.level_falls_with_load(says({Filters(): {name: [] for name in weeks}}), {}) == Reading(None, False)


def test_hot_leads_come_first_when_more_of_them_are_tried_in_time():
    rows = {"score": [50] * 40 + [49] * 60 + [None], "state": ["in_time"] * 30 + ["late"] * 60 + ["overdue"] * 11}
    assert readings.hot_leads_first(says({Filters(): rows}), {}) == Reading(75, True)
    other = rows | {"state": ["late"] * 70 + ["in_time"] * 31}
    assert readings.hot_leads_first(says({Filters(): other}), {}) == Reading(-50, False)
    assert readings.hot_leads_first(says({Filters(): {"score": [60], "state": ["late"]}}), {}) == Reading(None, False)


@pytest.mark.parametrize(("verdict", "is_found"), [("said of good leads", True), ("used for both", False)])
def test_a_theme_is_the_share_of_its_sides_comments_that_hold_its_word(verdict: str, is_found: bool):
    columns = {
        "term": ["white paper", "partner"], "good_count": [0, 8], "bad_count": [6, 1], "good_comments": [10, 10],
        "bad_comments": [10, 10], "verdict": ["said of bad leads", verdict],
    }  # fmt: skip
    asked = says({Filters(): columns, Filters(campaigns=("C1",)): columns, Filters(campaigns=("C2",)): columns})
    found = readings.speaks_of_themes(asked, {"campaigns": ["C1", "C2"]})
    assert (found.value, found.is_found) == (pytest.approx(70), is_found)


def translated(**change) -> readings.Ask:
    rows = {
        "measure": ["booth_scans", "booth_scans", "visits"],
        "outcome": ["accepted", "won", "accepted"],
        "per_thousand": [None, 3.0, 2.0],
        "verdict": ["no measurable link", "goes with more", "goes with more"],
    }
    return lambda _filters: pl.DataFrame(rows | change)


def test_a_useless_measure_is_found_only_where_it_is_told_to_go_with_accepted_leads():
    assert readings.links(translated(), {"measure": "booth_scans"}) == Reading(None, False)
    assert readings.links(translated(), {"measure": "visits"}) == Reading(2.0, True)
    assert readings.links(translated(), {"measure": "sends"}) == readings.NOTHING


def test_currencies_are_mixed_up_where_a_deal_is_not_booked_or_sold_in_anothers():
    place = {"regions": ["NA", "APAC"], "currency": "USD"}
    rows = {"region": ["NA", "APAC", "EMEA"], "currency": ["USD", "USD", "EUR"], "booked": [30.0, 10.0, 60.0]}
    assert readings.is_mixed_up(lambda _: pl.DataFrame(rows), place) == Reading(40.0, False)
    for wrong in ({"currency": ["USD", "EUR", "EUR"]}, {"currency": ["USD"] * 3}, {"booked": [30.0, None, 60.0]}):
        assert readings.is_mixed_up(lambda _, rows=rows | wrong: pl.DataFrame(rows), place).is_found


def test_late_deals_are_found_once_a_month_that_was_over_has_more_of_them():
    rows = {"metric": ["deals_won", "revenue_booked"], "before_count": [9, None], "after_count": [12, None]}
    assert readings.is_restated(lambda _: pl.DataFrame(rows), {}) == Reading(3.0, True)
    assert readings.is_restated(lambda _: pl.DataFrame(rows).clear(), {}) == readings.NOTHING
