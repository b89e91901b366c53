"""The reports once more, in plain Python from the rows: loops, fractions and the handbook, no SQL, no data frames."""

from collections.abc import Sequence

from naive_facts import Facts
from naive_funnel import by_channel, by_cohort, drop_off, faults, stages
from naive_handoffs import is_accepted
from naive_ledger import AS_AGREED, WhatIf
from naive_overlap import overlap, overlap_by_kind
from naive_overview import by_currency, by_kind, by_month, closed, totals
from naive_pipeline import pipeline
from naive_recorded import as_recorded
from naive_returns import returns
from naive_revenue import Asked, by_campaign_and_rep, credited
from naive_rows import Row
from naive_weights import Model

from overlap.reports import Filters

CREDITS: tuple[tuple[Model, WhatIf], ...] = (
    ("first", AS_AGREED),
    ("w_shaped", WhatIf(window_days=5)),
    ("custom", AS_AGREED),
    ("custom", WhatIf(weights=(3, 0, 2, 1, 4))),
    ("time_decay", WhatIf(window_days=6, half_life_days=2.5)),
)
DIMENSIONS = ("channel", "segment", "region", "campaign")


def answers(
    facts: Facts,
    filters: Filters,
    within_days: int,
    credits: Sequence[tuple[Model, WhatIf]] = CREDITS,
    dimensions: Sequence[str] = DIMENSIONS,
) -> list[tuple[Asked, list[Row]]]:
    """Each report with its parameters, and the rows it must give under the filters, in no order.

    Revenue by campaign and rep, the finest, under each of `credits`; the others under the first of them.
    """
    found = [
        *credited(facts, filters, *credits[0]),
        *(by_campaign_and_rep(facts, filters, *credit) for credit in credits),
        *pipeline(facts, filters, *credits[-1]),
        returns(facts, filters, *credits[0]),
        *(
            [overlap(facts, filters), overlap_by_kind(facts, filters)]
            if {"touches", "activities"} <= facts.company.tables.keys()
            else []
        ),
        closed(facts, filters),
        by_kind(facts, filters),
        by_currency(facts, filters),
        (("goals/totals", {}), [totals(facts, filters)]),
        (("goals/by_month", {}), by_month(facts, filters)),
        (("funnel/by_group", {}), by_channel(facts, filters, None)),
        (("funnel/by_group", {"within_days": within_days}), by_channel(facts, filters, within_days)),
        (("funnel/stages", {}), stages(facts, filters, None)),
        (("funnel/stages", {"within_days": within_days}), stages(facts, filters, within_days)),
        (("funnel/cohorts", {}), by_cohort(facts, filters)),
        (("funnel/faults", {}), faults(facts, filters)),
        *((("funnel/drop_off", {"dimension": name}), drop_off(facts, filters, name)) for name in dimensions),
        (("quality/handoffs", {"state": "accepted"}), accepted(facts, filters)),
    ]
    return as_recorded(facts, found)


def accepted(facts: Facts, filters: Filters) -> list[Row]:
    """quality/handoffs, the accepted ones: which they are and how often they changed hands."""
    known = facts.known
    return [
        {"handoff_id": one.handoff_id, "lead_id": one.lead_id, "transfers": one.transfers}
        for one in facts.handoffs_in(filters)
        if known.is_old_enough(one.handed_at, facts.agreed_days(one.handed_at, "sal"))
        and is_accepted(known, one, facts.agreed_days(one.handed_at, "sal"))
    ]
