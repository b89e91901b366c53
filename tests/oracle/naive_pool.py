"""The nurture pool, by the handbook: leads nobody handed over, or that sales returned, as they stand at as-of."""

from collections import Counter

from naive_facts import Facts
from naive_rounds import Lead, Round, moment
from naive_rows import DAY, Row

from overlap.reports import Filters

IN_TURN = ("lead", "mql", "sal", "sql", "opportunity", "lost", "recycled", "won")  # of stages entered at one instant
IN_WORK_OR_CLOSED = IN_TURN[3:]


def pool(facts: Facts, filters: Filters) -> list[Row]:
    """quality/pool: every lead of the pool with how it stands."""
    newest = {one.person.lead_id: one for one in sorted(facts.rounds, key=lambda one: one.number)}
    rows = ((lead, _standing(facts, lead, newest[lead.person.lead_id])) for lead in facts.leads_in(filters))
    return [{"lead_id": lead.person.lead_id, "standing": standing} for lead, standing in rows if standing]


def nurture(facts: Facts, filters: Filters) -> list[Row]:
    """quality/nurture: how many leads of the pool stand how."""
    counted = Counter(row["standing"] for row in pool(facts, filters))
    return [
        {"standing": standing, "lead_count": count, "share": count / counted.total()}
        for standing, count in counted.items()
    ]


def _standing(facts: Facts, lead: Lead, newest: Round) -> str | None:
    lead_id, tables = lead.person.lead_id, facts.known.tables
    at, _, latest = max((moment(facts.known, stage, when), IN_TURN.index(stage), stage) for stage, when in lead.entries)
    is_recycled = latest == "recycled" and all(opening.ended < at for opening in lead.openings)
    if is_recycled or _is_rejected(lead, newest):
        return "given_back"
    is_handed = any(row["lead_id"] == lead_id for row in tables["handoffs"])
    if is_handed or latest in IN_WORK_OR_CLOSED:
        return None
    if not facts.known.is_old_enough(lead.created_at, 30):
        return "new"
    touches = [row["touched_at"] for row in tables["touches"] if row["lead_id"] == lead_id]
    is_warm = any(facts.known.as_of < touched.at + 60 * DAY for touched in touches)
    return "warm" if is_warm else "cold"


def _is_rejected(lead: Lead, newest: Round) -> bool:
    """Whether the newest round ended by a rejection that no stage follows."""
    if not newest.ended or newest.ended[0] != "given_back":
        return False
    return ("recycled", newest.ended[1]) not in lead.entries
