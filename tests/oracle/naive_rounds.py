"""Leads and their rounds through the funnel, by the handbook: episodes, reach(stage), and steps."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from naive_chains import ENDED, Moment, Opening, chains, openings, won_at
from naive_clocks import closings
from naive_handoffs import latest_holder
from naive_rows import Known, Row, When, earliest

ORDER = ("lead", "mql", "sal", "sql", "opportunity", "won")
CLOSING = ("lost", "recycled", "won")


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
    """A lead, its entries, the handoffs that open rounds, when sales sent it back, and its first win."""

    person: Person
    created_at: When
    entries: tuple[tuple[str, When], ...]
    openings: tuple[Opening, ...]
    rejections: tuple[When, ...]
    won_at: When | None


@dataclass(frozen=True)
class Round:
    """One episode: the earliest entry at each stage or later, what it ended as, if it did, and the last rejection.

    `sent_back` is the last rejection that no stage follows, whatever else ended the round; `closed_at` are the first
    times it was lost and given back; `entered` has the first entry at each stage that was entered itself.
    """

    person: Person
    number: int
    reach: dict[str, When | None]
    ended: tuple[str, When] | None
    sent_back: When | None = None
    closed_at: tuple[When, ...] = ()
    entered: dict[str, When] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """From a recorded stage to the next recorded one."""

    person: Person
    episode: int
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


def rounds(known: Known, every: list[Lead]) -> list[Round]:
    """A round starts at the first lead or mql entry after none or after an end, and at a handoff after an end."""
    return [one for lead in every for one in _rounds(known, lead)]


def recorded_stages(known: Known) -> list[str]:
    """The stages after `lead` that any source ever records, by an entry or by what implies one, in order."""
    deals, handoffs = known.tables["deals"], known.tables["handoffs"]
    named = {entry["stage"] for entry in known.tables["stage_entries"]} | ({"won"} if deals else set())
    named |= {"opportunity"} if any(deal.get("opened_at") for deal in deals) else set()
    for stage, column in (("mql", "qualified_at"), ("sal", "accepted_at")):
        named |= {stage} if any(row.get(column) for row in handoffs) else set()
    return [stage for stage in ORDER[1:] if stage in named]


def steps(known: Known, every: list[Lead]) -> list[Step]:
    """Each recorded stage a round reached, with the next recorded one and its agreed days."""
    recorded = recorded_stages(known)
    found = []
    for one in rounds(known, every):
        for stage, following in zip(recorded, recorded[1:], strict=False):
            began = one.reach[stage]
            if began:
                days = known.agreed("conversion", began.at)[following]
                position = ORDER.index(stage)
                found.append(
                    Step(one.person, one.number, position, stage, following, began, one.reach[following], days)
                )
    return found


def mql_on(known: Known, one: Round) -> date | None:
    """The day a round qualified, or got further."""
    return known.on(one.reach["mql"])


def moment(known: Known, stage: str, when: When) -> Moment:
    """At one instant a round starts, then advances, then closes."""
    if stage == "won":
        return won_at(known, when)
    return when.at, ENDED if stage in CLOSING else int(stage not in ORDER[:2])


def _lead(known: Known, row: Row, teams: dict[str, str | None]) -> Lead:
    lead_id = row["lead_id"]
    entries = [("lead", row["created_at"])]
    entries += [
        (entry["stage"], entry["entered_at"])
        for entry in known.tables["stage_entries"]
        if entry["lead_id"] == lead_id and not is_cancelled(known, entry)
    ]
    for handoff in known.tables["handoffs"]:
        if handoff["lead_id"] == lead_id:
            entries += [("mql", handoff["qualified_at"])] if handoff.get("qualified_at") else []
            entries += [("sal", handoff["accepted_at"])] if handoff.get("accepted_at") else []
    for deal in known.tables["deals"]:
        if deal.get("lead_id") == lead_id and (deal.get("kind") or "new") == "new":
            entries += [("opportunity", deal["opened_at"])] if deal.get("opened_at") else []
            entries += [(deal["outcome"], deal["closed_at"])] if deal.get("closed_at") else []
    first_won = earliest(when for stage, when in entries if stage == "won")
    rep_id = latest_holder(known, lead_id, tuple(entries))
    person = Person(
        lead_id, row.get("channel"), row.get("source_campaign_id"), row.get("region"), row.get("segment"),
        bool(row.get("was_customer")), rep_id, teams.get(rep_id) if rep_id else None,
    )  # fmt: skip
    told = tuple(entries)
    opened, rejected = tuple(openings(known, lead_id, told)), tuple(_rejections(known, lead_id, told))
    return Lead(person, row["created_at"], told, opened, rejected, first_won)


def _rejections(known: Known, lead_id: str, entries: tuple[tuple[str, When], ...]) -> Iterator[When]:
    """When sales sent the lead's handoffs back."""
    every = chains(known, lead_id, entries)
    for chain, following in zip_longest(every, [chain[0]["handed_at"] for chain in every[1:]]):
        yield from (when for what, when in closings(known, chain, entries, following) if what == "rejected")


def is_cancelled(known: Known, entry: Row) -> bool:
    """A win whose new deals, opened by then, are all lost or open by now."""
    of_lead = [
        deal
        for deal in known.tables["deals"]
        if deal.get("lead_id") == entry["lead_id"] and (deal.get("kind") or "new") == "new" and deal.get("opened_at")
    ]
    before = [deal for deal in of_lead if known.is_from(deal["opened_at"], entry["entered_at"])]
    return entry["stage"] == "won" and bool(before) and all(deal["outcome"] != "won" for deal in before)


def _rounds(known: Known, lead: Lead) -> list[Round]:
    is_running, number = False, 0
    members: dict[int, list[tuple[str, When]]] = {}
    for _, stage, when in sorted(_told(known, lead), key=lambda told: told[0]):
        if stage in ORDER[:2] and not is_running:
            is_running, number = True, number + 1
        if stage in (*CLOSING, "ended"):
            is_running = False
        if when:
            members.setdefault(max(1, number), []).append((stage, when))
    recorded = ("lead", *recorded_stages(known))
    return [
        Round(
            lead.person,
            number,
            _reach(entries, recorded),
            _ended(known, entries),
            _sent_back(known, entries),
            _closed_at(entries),
            _entered(entries),
        )
        for number, entries in members.items()
    ]


def _ended(known: Known, entries: list[tuple[str, When]]) -> tuple[str, When] | None:
    """A round was won, else given back, else lost; else it ended with the last rejection that no stage follows."""
    for stage, ended_as in (("won", "won"), ("recycled", "given_back"), ("lost", "lost")):
        if first := earliest(when for entered, when in entries if entered == stage):
            return ended_as, first
    sent_back = _sent_back(known, entries)
    return ("given_back", sent_back) if sent_back else None


def _closed_at(entries: list[tuple[str, When]]) -> tuple[When, ...]:
    """The first time it was lost, and the first it was given back."""
    first = [earliest(when for entered, when in entries if entered == stage) for stage in ("lost", "recycled")]
    return tuple(filter(None, first))


def _entered(entries: list[tuple[str, When]]) -> dict[str, When]:
    """The first entry at each stage, of those that were entered themselves."""
    first = {stage: earliest(when for entered, when in entries if entered == stage) for stage in ORDER}
    return {stage: when for stage, when in first.items() if when}


def _sent_back(known: Known, entries: list[tuple[str, When]]) -> When | None:
    """The last rejection that no stage follows."""
    standing = [
        rejected
        for what, rejected in entries
        if what == "rejected" and all(known.is_from(when, rejected) for entered, when in entries if entered in ORDER)
    ]
    return max(standing, key=lambda when: when.at, default=None)


def _told(known: Known, lead: Lead) -> Iterator[tuple[Moment, str, When | None]]:
    """A lead's entries, and the ends and openings of its handoffs, each with its place in the order of time."""
    for stage, when in lead.entries:
        yield moment(known, stage, when), stage, when
    for opening in lead.openings:
        yield opening.ended, "ended", None
        yield (opening.qualified_at.at, ENDED + 1), "mql", opening.qualified_at
    for rejected in lead.rejections:
        yield (rejected.at, ENDED), "rejected", rejected


def _reach(entries: list[tuple[str, When]], recorded: tuple[str, ...]) -> dict[str, When | None]:
    """The earliest entry at each stage or a later one; a stage that the house never records is reached by nobody."""
    return {
        stage: earliest(when for entered, when in entries if entered in ORDER and ORDER.index(entered) >= position)
        if stage in recorded
        else None
        for position, stage in enumerate(ORDER)
    }
