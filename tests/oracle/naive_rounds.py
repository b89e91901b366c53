"""Leads and their rounds through the funnel, by the handbook: episodes, reach(stage), and steps."""

from dataclasses import dataclass
from datetime import date

from naive_handoffs import latest_holder
from naive_rows import Known, Row, When, earliest

ORDER = ("lead", "mql", "sal", "sql", "opportunity", "won")
CLOSING = ("lost", "recycled")


@dataclass(frozen=True)
class Person:
    """What a filter can ask of a lead."""

    lead_id: str
    channel: str | None
    campaign_id: str | None
    region: str | None
    segment: str | None
    was_customer: bool
    rep_id: str | None
    team: str | None


@dataclass(frozen=True)
class Lead:
    """A lead, its entries in order, and its first win."""

    person: Person
    created_at: When
    entries: tuple[tuple[str, When], ...]
    won_at: When | None


@dataclass(frozen=True)
class Round:
    """One episode: the earliest entry at each stage or later."""

    person: Person
    number: int
    reach: dict[str, When | None]


@dataclass(frozen=True)
class Step:
    """From a recorded stage to the next recorded one."""

    person: Person
    position: int
    stage: str
    next_stage: str
    began_at: When
    next_at: When | None
    within_days: int


def leads(known: Known) -> list[Lead]:
    """Every lead with its stage entries: recorded, its creation, and its new deals' opening and closing."""
    teams = {rep["rep_id"]: rep.get("team") for rep in known.tables["reps"]}
    return [_lead(known, row, teams) for row in known.tables["leads"]]


def rounds(every: list[Lead]) -> list[Round]:
    """A round starts at the first lead or mql entry after none, or after recycled or lost."""
    return [one for lead in every for one in _rounds(lead)]


def recorded_stages(every: list[Lead]) -> list[str]:
    """The stages after `lead` that any source ever names, in order."""
    named = {stage for lead in every for stage, _ in lead.entries}
    return [stage for stage in ORDER[1:] if stage in named]


def steps(known: Known, every: list[Lead]) -> list[Step]:
    """Each recorded stage a round reached, with the next recorded one and its agreed days."""
    recorded = recorded_stages(every)
    found = []
    for one in rounds(every):
        for stage, following in zip(recorded, recorded[1:], strict=False):
            began = one.reach[stage]
            if began:
                days = known.agreed("conversion", began.at)[following]
                position = ORDER.index(stage)
                found.append(Step(one.person, position, stage, following, began, one.reach[following], days))
    return found


def mql_on(known: Known, one: Round) -> date | None:
    """The day a round qualified, or got further."""
    return known.on(one.reach["mql"])


def _lead(known: Known, row: Row, teams: dict[str, str | None]) -> Lead:
    lead_id = row["lead_id"]
    entries = [("lead", row["created_at"])]
    entries += [
        (entry["stage"], entry["entered_at"]) for entry in known.tables["stage_entries"] if entry["lead_id"] == lead_id
    ]
    for deal in known.tables["deals"]:
        if deal.get("lead_id") == lead_id and (deal.get("kind") or "new") == "new":
            entries += [("opportunity", deal["opened_at"])] if deal.get("opened_at") else []
            entries += [(deal["outcome"], deal["closed_at"])] if deal.get("closed_at") else []
    won_at = earliest(when for stage, when in entries if stage == "won")
    rep_id = latest_holder(known, lead_id, tuple(entries))
    person = Person(
        lead_id, row.get("channel"), row.get("source_campaign_id"), row.get("region"), row.get("segment"),
        bool(row.get("was_customer")), rep_id, teams.get(rep_id) if rep_id else None,
    )  # fmt: skip
    return Lead(person, row["created_at"], tuple(entries), won_at)


def _rounds(lead: Lead) -> list[Round]:
    is_running, number = False, 0
    members: dict[int, list[tuple[str, When]]] = {}
    for stage, when in sorted(lead.entries, key=_in_order):
        if stage in ORDER[:2] and not is_running:
            is_running, number = True, number + 1
        if stage in CLOSING:
            is_running = False
        members.setdefault(max(1, number), []).append((stage, when))
    return [Round(lead.person, number, _reach(entries)) for number, entries in members.items()]


def _in_order(entry: tuple[str, When]) -> tuple:
    """At one instant a round starts, then advances, then closes."""
    stage, when = entry
    return when.at, stage in CLOSING, stage not in ORDER[:2]


def _reach(entries: list[tuple[str, When]]) -> dict[str, When | None]:
    return {
        stage: earliest(when for entered, when in entries if entered in ORDER and ORDER.index(entered) >= position)
        for position, stage in enumerate(ORDER)
    }
