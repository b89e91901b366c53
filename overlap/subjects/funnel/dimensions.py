"""By what leaks are told apart, and what each of these is compared at an equal mix of."""

from dataclasses import dataclass

MIX = ("channel", "segment", "score_band")
REASON = "reject_reason"
COMPANY, AGREED, BEFORE = "company", "agreed", "before"


@dataclass(frozen=True)
class Dimension:
    """`column` tells its groups apart; within `strata` a group is held against the company's own rate.

    `blank` is what those without a value are called; `is_nobody`: they are no group that could do better or worse.
    """

    name: str
    label: str
    column: str
    strata: tuple[str, ...]
    blank: str = "not recorded"
    is_nobody: bool = False


DIMENSIONS = {
    each.name: each
    for each in (
        Dimension("channel", "Channel", "channel", ("segment", "score_band")),
        Dimension("campaign", "Campaign", "campaign_id", MIX, "no known campaign"),
        Dimension("segment", "Segment", "segment", ("channel", "score_band")),
        Dimension("region", "Region", "region", MIX),
        # Who never got to sales has no team and makes no step: teams are compared among those that got there.
        Dimension("team", "Team", "team", (*MIX, "has_team"), "no team", is_nobody=True),
        Dimension(REASON, "Reason for rejecting", REASON, MIX, "not rejected", is_nobody=True),
    )
}
