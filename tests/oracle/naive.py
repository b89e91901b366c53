"""The reports once more, in plain Python from the rows: loops, fractions and the handbook, no SQL, no data frames."""

from collections.abc import Sequence

from naive_facts import MODELS, Facts
from naive_funnel import by_channel, by_cohort, drop_off, stages
from naive_handoffs import is_accepted
from naive_ledger import Model
from naive_overview import by_month, totals
from naive_revenue import Asked, credited
from naive_rows import Row

from overlap.reports import Filters

DIMENSIONS = ("channel", "segment", "region", "campaign")


def answers(
    facts: Facts,
    filters: Filters,
    within_days: int,
    models: Sequence[Model] = MODELS,
    dimensions: Sequence[str] = DIMENSIONS,
) -> list[tuple[Asked, list[Row]]]:
    """Each report with its parameters, and the rows it must give under the filters, in no order."""
    return [
        *(one for model in models for one in credited(facts, filters, model)),
        (("overview/totals", {}), [totals(facts, filters)]),
        (("overview/by_month", {}), by_month(facts, filters)),
        (("funnel/by_channel", {}), by_channel(facts, filters, None)),
        (("funnel/by_channel", {"within_days": within_days}), by_channel(facts, filters, within_days)),
        (("funnel/stages", {}), stages(facts, filters, None)),
        (("funnel/stages", {"within_days": within_days}), stages(facts, filters, within_days)),
        (("funnel/by_cohort", {}), by_cohort(facts, filters)),
        *((("funnel/drop_off", {"dimension": name}), drop_off(facts, filters, name)) for name in dimensions),
        (("handoffs/list", {"state": "accepted"}), accepted(facts, filters)),
    ]


def accepted(facts: Facts, filters: Filters) -> list[Row]:
    """handoffs/list, the accepted ones: which they are and how often they changed hands."""
    known = facts.known
    return [
        {"handoff_id": one.handoff_id, "lead_id": one.lead_id, "transfers": one.transfers}
        for one in facts.handoffs_in(filters)
        if known.is_old_enough(one.handed_at, facts.agreed_days(one.handed_at, "sal"))
        and is_accepted(known, one, facts.agreed_days(one.handed_at, "sal"))
    ]
