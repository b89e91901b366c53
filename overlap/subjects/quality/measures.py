"""What quality is measured by, each declared once: the counts it is made of, its words, what it needs, what opens."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One measure of a group of leads. `metric` is the number of the glossary that explains it.

    `needs` is the table or stage without which nobody knows it, as headers say behind `of`. `counts` are columns of
    `quality/by_campaign` that open to their records, with what to call them.
    """

    name: str
    label: str
    sentence: str
    metric: str
    needs: str
    counts: dict[str, str]


@dataclass(frozen=True)
class Share(Measure):
    """A share of mature records: `events` of `mature`, which are those of `every` that have had their days.

    `rate` is its column, beside which stand its limits, `<rate>_low` and `<rate>_high`. `stage` is the stage of the
    buying cycle it counts, without which it has no row. `states` are those in which the two counts open.
    """

    every: str
    mature: str
    events: str
    rate: str
    stage: str
    states: tuple[str, str]


ACCEPTED = Share(
    name="accepted",
    label="SAL rate",
    sentence="Share that became SALs in the agreed days, of mature handoffs.",
    metric="acceptance_shrunk",
    needs="sal",
    counts={
        "old_enough_count": "mature", "accepted_count": "SALs", "rejected_count": "rejected",
        "undecided_count": "undecided",
    },
    every="handoff_count",
    mature="old_enough_count",
    events="accepted_count",
    rate="acceptance_rate",
    stage="sal",
    states=("old_enough", "accepted"),
)  # fmt: skip
QUALIFIED = Share(
    name="qualified",
    label="SQL rate",
    sentence="Share that became SQLs in the agreed days, of mature handoffs.",
    metric="qualified_share",
    needs="sql",
    counts={"qualifiable_count": "mature", "qualified_count": "SQLs"},
    every="handoff_count",
    mature="qualifiable_count",
    events="qualified_count",
    rate="qualified_share",
    stage="sql",
    states=("qualifiable", "qualified"),
)
RATING = Measure(
    name="rating",
    label="Rating",
    sentence="Mean of the stars sales gave, one to five.",
    metric="rating_mean",
    needs="ratings",
    counts={"rating_count": "ratings"},
)
WON = Share(
    name="won",
    label="Won",
    sentence="Share won in the agreed days, of mature handoffs.",
    metric="handoffs_won_share",
    needs="won",
    counts={"winnable_count": "mature", "won_count": "won"},
    every="handoff_count",
    mature="winnable_count",
    events="won_count",
    rate="won_share",
    stage="won",
    states=("winnable", "won"),
)
WIN_RATE = Share(
    name="win_rate",
    label="Deal win rate",
    sentence="Share won in the agreed days, of mature deals opened in the period.",
    metric="win_rate",
    needs="deals",
    counts={"opened_old_enough_count": "mature deals", "opened_won_count": "deals won in time"},
    every="opened_count",
    mature="opened_old_enough_count",
    events="opened_won_count",
    rate="win_rate",
    stage="won",
    states=("old_enough", "won_in_time"),
)
REVENUE = Measure(
    name="revenue_per_lead",
    label="Revenue per lead",
    sentence="New business won in the agreed days, per mature lead, zeros included.",
    metric="revenue_per_lead",
    needs="deals",
    counts={"judged_lead_count": "mature leads", "won_lead_count": "leads won in time"},
)

MEASURES = {each.name: each for each in (ACCEPTED, QUALIFIED, RATING, WON, WIN_RATE, REVENUE)}
SHARES = tuple(each for each in MEASURES.values() if isinstance(each, Share))
