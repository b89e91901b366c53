"""What an executive would believe of the demo company: ranges for its figures, each read out of the product's reports.

The ranges hold for a company of 20,000 leads. Where a figure comes from stands beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from overlap.demo.company.world.channels import ALL
from overlap.demo.truth import believable_reads as reads
from overlap.demo.truth.believable_reads import TWO_YEARS, Read

_COST_DIFFERS = 0.25  # of what a channel's leads cost, campaign by campaign and week by week


@dataclass(frozen=True)
class Believable:
    """A figure of the last year and the range in which somebody who knows such companies would believe it."""

    what: str
    low: float
    high: float
    why: str
    read: Read

    def holds(self, value: float) -> bool:
        """Whether the value lies in the range."""
        return self.low <= value <= self.high


def of_company() -> Iterator[Believable]:
    """Every figure with its range."""
    survey = "lead response studies of B2B software companies"
    funnel = "published funnel benchmarks of B2B software"
    yield Believable("leads grow by", 0.12, 0.25, "a company that hires one person a year", reads.growth("lead_count"))
    yield Believable(
        "handoffs in time",
        0.62,
        0.75,
        f"missing an agreed 85% as most do: {survey}",
        reads.of_total("followup/totals", "service_level", TWO_YEARS),
    )
    yield Believable("best person", 0.85, 0.95, "about 90%", reads.level(-1))
    yield Believable("slowest person", 0.35, 0.45, "35-45%", reads.level(0))
    yield Believable(
        "median first attempt, business minutes",
        90,
        180,
        survey,
        reads.of_total("followup/totals", "median_minutes", TWO_YEARS),
    )
    yield Believable("calm weeks (the emptiest quarter)", 0.75, 0.85, "near 80%", reads.weeks(0.0, 0.25))
    yield Believable("overloaded weeks (the fullest tenth)", 0.40, 0.55, "40-55%", reads.weeks(0.9, 1.0))
    yield Believable(
        "overdue now", 40, 120, "two weeks' work of a few people", reads.of_total("followup/totals", "overdue_count")
    )
    yield Believable(
        "waiting, still in time", 10, 40, "the weekend's leads", reads.of_total("followup/totals", "pending_count")
    )
    yield Believable("waiting for more than 30 days", 0, 12, "a rule closes them, with a reason", reads.waiting_long)
    yield Believable("people given more than they can take", 3, 4, "three or four of fifteen", reads.overloaded)
    yield Believable("people whose backlog grows", 2, 7, "these, and who had a bad month", reads.growing)
    yield Believable("never attempted, of those not in time", 0.20, 0.30, "20-30%", reads.never_attempted)
    yield Believable("handoffs a person and week", 3, 6, "what a field seller can work", reads.a_week)
    yield Believable("MQLs of leads", 0.15, 0.30, funnel, reads.became_mql)
    yield Believable("handoffs for each MQL", 0.85, 1.0, "some are kept back at a glance", reads.handoffs_beyond)
    yield Believable("accepted", 0.55, 0.70, funnel, reads.of_total("quality/totals", "acceptance_rate"))
    yield Believable("SQL within 30 days", 0.35, 0.50, funnel, reads.of_total("quality/totals", "qualified_share"))
    yield Believable("mature deals won", 0.20, 0.30, funnel, reads.of_total("goals/totals", "win_rate"))
    yield Believable("first reason for rejecting", 0.25, 0.35, "one clear leader", reads.reason(0))
    yield Believable("second reason", 0.08, 0.22, "and a tail", reads.reason(1))
    for channel in ALL:
        if channel.euros_a_lead:
            low, high = (channel.euros_a_lead * factor for factor in (1 - _COST_DIFFERS, 1 + _COST_DIFFERS))
            yield Believable(
                f"{channel.name}: euros a lead", low, high, "cost-per-lead surveys, rounded", reads.cost(channel.name)
            )
            yield Believable(
                f"{channel.name}: return within 180 days",
                0.5,
                6,
                "some below 1, none absurd",
                reads.returned(channel.name),
            )
    yield Believable("campaigns met before a handoff", 2, 4, "not eight in two weeks", reads.campaigns_before)
    yield Believable(
        "won money met by both teams", 0.65, 0.80, "some is found by sales, some is not logged", reads.reached_by_both
    )
    yield Believable("renewals lost", 0.08, 0.12, "8-12% a year", reads.churn)
    yield Believable("renewals dearer by", 0.03, 0.07, "an index clause", reads.dearer)
    yield Believable("lowest score", 0, 100, "a scale people know", reads.scores("min"))
    yield Believable("highest score", 0, 100, "a scale people know", reads.scores("max"))
    yield Believable("AUC of the score", 0.65, 0.75, "useful, and not magic", reads.of_total("quality/score", "auc"))
