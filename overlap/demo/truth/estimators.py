"""How each planted effect is looked for: the product's own report, what is read from it, and what counts as found.

A report that does not exist yet stands in no line; adding it is adding the line and its reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from overlap.demo.truth import group_readings, readings
from overlap.demo.truth.readings import Read


@dataclass(frozen=True)
class Estimator:
    """`read` asks the report (under filters of its own) and says what it shows, in `unit`."""

    report: str
    read: Read
    in_words: str
    found_if: str
    unit: str = "percentage points"
    params: Mapping[str, str] = field(default_factory=dict)


NO_REPORT = "No report measures this yet."

_AGAINST_THE_REST = "acceptance_rate of the campaign less that of all other rows taken together"
_LEVEL_AGAINST_THE_REST = "service_level of the person less that of all other rows taken together"
_OWN_DEALS = "win_rate under --reps with the person less win_rate without a filter"
_STEP = "step_rate of mid_market from sql to opportunity less that of the other segments taken together"
_YEARS = "the last year's figure, from 2025-11-01 on, less that of the year before"
_BUSY_WEEKS = "service_level of the busier half of the whole weeks, by load, less that of the other half"
_HOT_LEADS = "share of the due handoffs in state in_time, with a score of 50 or more, less that of the others"
_APART = "the intervals of the two years do not meet, the last year's is the lower one"

ESTIMATORS: dict[str, Estimator] = {
    "bad_campaign": Estimator(
        "quality/by_campaign", group_readings.campaign_below, _AGAINST_THE_REST, 'verdict is "below company average"'
    ),
    "good_campaign": Estimator(
        "quality/by_campaign", group_readings.campaign_above, _AGAINST_THE_REST, 'verdict is "above company average"'
    ),
    "fast_rep": Estimator(
        "followup/by_rep", group_readings.level_above, _LEVEL_AGAINST_THE_REST, 'verdict is "above company average"'
    ),
    "slow_rep": Estimator(
        "followup/by_rep", group_readings.level_below, _LEVEL_AGAINST_THE_REST, 'verdict is "below company average"'
    ),
    "equal_reps": Estimator(
        "followup/by_rep", group_readings.levels_differ, "service_level of the one less that of the other",
        "the intervals of the two service levels do not meet",
    ),
    "silent_rep": Estimator(
        "followup/by_rep", group_readings.level_unlogged, _LEVEL_AGAINST_THE_REST,
        'verdict is "activity logging incomplete"',
    ),
    "speed_helps": Estimator(
        "followup/speed_and_wins", readings.speed_helps, "difference of the adjusted comparison, times 100",
        "odds_low of the adjusted comparison lies above 1", "wins per 100 handoffs",
    ),
    "load_slows": Estimator(
        "capacity/by_week", readings.level_falls_with_load, _BUSY_WEEKS,
        "the intervals of the two levels do not meet, that of the busier weeks is the lower one",
    ),
    "load_loses": Estimator(
        "followup/list", readings.load_loses,
        "share of the due handoffs never attempted: of the busier half of the weeks they came in, less the other half",
        "the intervals of the two shares do not meet, that of the busier weeks is the higher one",
        params={"state": "due"},
    ),
    "hot_leads_first": Estimator(
        "followup/list", readings.hot_leads_first, _HOT_LEADS,
        "the intervals of the two shares do not meet, that of the high scores is the higher one",
        params={"state": "due"},
    ),
    "skilled_rep": Estimator(
        "goals/totals", readings.wins_more, _OWN_DEALS, "win_rate_low lies above the win_rate without a filter"
    ),
    "unskilled_rep": Estimator(
        "goals/totals", readings.wins_less, _OWN_DEALS, "win_rate_high lies below the win_rate without a filter"
    ),
    "pair": Estimator(
        "revenue/pair_fit", readings.fits, "(observed - expected) / worked_count of the pair's row, times 100",
        'verdict is "flagged" with more wins than expected', "wins per 100 handoffs",
    ),
    "leak": Estimator(
        "funnel/drop_off", readings.leaks, _STEP,
        "step_rate_high of mid_market lies below the rate of the other segments taken together",
        params={"dimension": "segment"},
    ),
    "extreme_rater": Estimator(
        "quality/feedback_by_rep", readings.rates_in_extremes, "extreme_rate of the person less others_rate",
        'verdict is "mostly one star or five"',
    ),
    "readiness_jump": Estimator(
        "quality/behaviour", readings.jumps, "above_rate less below_rate",
        'verdict is "jumps", and the planted number of pages lies between cut_low and cut_high',
    ),
    "threshold_too_low": Estimator(
        "quality/threshold", readings.lies_low,
        "best_threshold less agreed_threshold: the lowest one at which nine weeks in ten fit what sales can take, "
        "not the one that wins most",
        "best_threshold lies above agreed_threshold", "points",
    ),
    "useless_score": Estimator(
        "quality/score", readings.sorts_by_chance, "100 (auc - 0.5)", 'verdict is "no better than chance"',
    ),
    "themes": Estimator(
        "quality/distinctive_terms", readings.speaks_of_themes,
        "mean over the two campaigns, each asked with --campaigns: comments on their side that hold the planted word / "
        "good_comments or bad_comments", 'without a filter each word has its side\'s verdict ("said of good leads")',
    ),
    "useless_measure": Estimator(
        "translation/by_measure", readings.links, "per_thousand of the measure for SALs, none where no link is called",
        'verdict says that more or fewer SALs go with it', "SALs for 1,000 scans",
    ),
    "useful_piece": Estimator(
        "content/pieces", readings.goes_with_winning, "points of the piece, sent before the deal was opened",
        'verdict is "goes with more wins"',
    ),
    "currencies": Estimator(
        "revenue/deals_closed", readings.is_mixed_up, "booked of the deals in the currency / booked of all, times 100",
        "a deal of these regions is not booked or in another currency, or another region's is in theirs",
        params={"outcome": "won"},
    ),
    "late_rows": Estimator(
        "data/restatements", readings.is_restated, "after_count less before_count of the won deals of past months",
        "a month that was over has more won deals since the last import: a later export has to be in", "won deals",
    ),
    "quality_falls": Estimator(
        "goals/totals", readings.falls("acceptance_rate"), f"acceptance_rate: {_YEARS}", _APART
    ),
    "answers_slow": Estimator(
        "followup/totals", readings.falls("service_level"), f"service_level: {_YEARS}", _APART
    ),
    "closing_falls": Estimator("goals/totals", readings.falls("win_rate"), f"win_rate: {_YEARS}", _APART),
    "leads_thin": Estimator(
        "goals/totals", readings.thins, f"handoff_count / 52: {_YEARS}",
        "the last year's handoff_count is below nine tenths of that of the year before", "handoffs a week",
    ),
}  # fmt: skip
