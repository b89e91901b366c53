"""Every handoff of three hundred random leads, worked through by hand: state, clocks, closing, and who held it."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from followup_marts import followup_house
from minute_loop import WEEKDAYS, MinuteLoop, Office

pytestmark = pytest.mark.whole

START, DAYS, LEADS = datetime(2026, 3, 23, tzinfo=UTC), 12, 300
AS_OF = START + timedelta(days=DAYS - 1, hours=11)
OFFICE = Office("Europe/Berlin", None, WEEKDAYS[:5], (("09:00", "12:00"), ("13:00", "17:00")))
LIMIT = 600
KINDS, REASONS, REPS = ("call", "email", "note"), ("duplicate", "no budget"), ("R1", "R2", "R3", None)
Row = dict[str, Any]
Tables = dict[str, list[Row]]


def company() -> Tables:
    """Rows of `LEADS` leads; no lead is handed over and closed in the same minute."""
    chance = random.Random(1017)
    tables: Tables = {name: [] for name in ("leads", "handoffs", "assignments", "activities", "stage_entries", "deals")}
    for number in range(LEADS):
        lead = f"L{number:03}"
        times = iter(sorted(chance.sample(range((DAYS - 1) * 1440 + 660), 24)))
        moments = [START + timedelta(minutes=minute) for minute in times]
        tables["leads"].append({"lead_id": lead, "created_at": START.isoformat()})
        for place in sorted(chance.sample(range(0, 24, 2), chance.choice([1, 1, 2, 3]))):
            tables["handoffs"].append(handoff(chance, f"{lead}-{place:02}", lead, moments, place))
        for place in chance.sample(range(24), chance.choice([0, 1, 3, 5])):
            tables["activities"].append(activity(chance, f"{lead}-{place:02}", lead, moments[place]))
        for place in chance.sample(range(1, 24, 2), chance.choice([0, 0, 1, 2])):
            stage = chance.choice(["lost", "recycled", "won", "sql"])
            tables["stage_entries"].append({"lead_id": lead, "stage": stage, "entered_at": moments[place]})
    for row in tables["handoffs"]:
        for _ in range(chance.choice([0, 0, 1, 2])):
            at = row["handed_at"] + timedelta(minutes=chance.randrange(0, 3000), seconds=30)
            if at <= AS_OF:
                tables["assignments"].append(
                    {"handoff_id": row["handoff_id"], "rep_id": chance.choice(REPS[:3]), "assigned_at": at}
                )
    return tables


def handoff(chance: random.Random, name: str, lead: str, moments: list[datetime], place: int) -> Row:
    row: Row = {"handoff_id": name, "lead_id": lead, "rep_id": chance.choice(REPS), "handed_at": moments[place]}
    if chance.random() < 0.5:
        row["qualified_at"] = moments[max(0, place - 2)]
    if chance.random() < 0.4:
        row |= {
            "rejected_at": moments[min(23, place + chance.randrange(1, 6, 2))],
            "reject_reason": chance.choice(REASONS),
        }
    if chance.random() < 0.1:
        row["transfers"] = 1
    return row


def activity(chance: random.Random, name: str, lead: str, at: datetime) -> Row:
    return {
        "activity_id": name, "lead_id": lead, "occurred_at": at, "kind": chance.choice(KINDS),
        "is_automated": chance.choice([None, False, False, True]),
        "direction": chance.choice([None, "outbound", "outbound", "inbound"]),
        "outcome": chance.choice(["no_answer", "connected", "voicemail", None]),
    }  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> Tables:
    return company()


@pytest.fixture(scope="module")
def found(tables: Tables) -> Iterator[dict[str, Row]]:
    """The mart's rows by handoff."""
    written: dict[str, Any] = {name: [spelled(row) for row in rows] for name, rows in tables.items()}
    agreed = {"hours": {"house": OFFICE.agreed}, "response": {"limit_minutes": LIMIT}}
    with followup_house(AS_OF.isoformat(), agreed, (), **written) as house:
        rows = house.connection.sql("select * from marts.followups").pl().to_dicts()
    yield {row["handoff_id"]: row for row in rows}


def spelled(row: Row) -> Row:
    """Instants as texts."""
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def test_every_random_handoff_is_what_working_it_through_by_hand_gives(tables: Tables, found: dict[str, Row]) -> None:
    loop = MinuteLoop(OFFICE, START - timedelta(days=1), (DAYS + 8) * 1440)
    naive = {
        row["handoff_id"]: row for lead in tables["leads"] for row in worked_through(lead["lead_id"], tables, loop)
    }
    assert found.keys() == naive.keys()
    assert {row["state"] for row in naive.values()} == {
        "excused", "in_time", "not_yet_due", "late", "pending", "closed_unanswered", "overdue",
    }  # fmt: skip
    for name, expected in naive.items():
        assert {column: found[name][column] for column in expected} == expected, name


def worked_through(lead: str, tables: Tables, loop: MinuteLoop) -> list[Row]:
    """Each handoff of a lead, by the rules in words."""
    rows = [dict(row) for row in tables["handoffs"] if row["lead_id"] == lead]
    rows.sort(key=lambda row: row["handed_at"])
    stages = [row for row in tables["stage_entries"] if row["lead_id"] == lead]
    ended = [row["entered_at"] for row in stages if row["stage"] in ("lost", "recycled", "won")]
    ended += [row["rejected_at"] for row in rows if row.get("rejected_at", AS_OF) < AS_OF]
    for before, row in zip([None, *rows], rows, strict=False):
        if before and row.get("qualified_at", AS_OF) <= before["handed_at"]:
            del row["qualified_at"]  # that of the handoff before
    chains: list[list[Row]] = []
    for row in rows:
        is_ended = chains and any(chains[-1][-1]["handed_at"] < at < row["handed_at"] for at in ended)
        if chains and not is_ended and not is_qualified_anew(chains[-1][0], row, tables):
            chains[-1].append(row)
        else:
            chains.append([row])
    following = [chain[0]["handed_at"] for chain in chains[1:]] + [None]
    return [judged(chain, end, stages, tables, loop) for chain, end in zip(chains, following, strict=True)]


def is_qualified_anew(first: Row, row: Row, tables: Tables) -> bool:
    """Whether the row has a qualification of its own after the handoff before was first attempted."""
    begins = min(first.get("qualified_at", AS_OF), first["handed_at"])
    attempts = [at for at in attempts_on(first["lead_id"], tables) if begins <= at < row["handed_at"]]
    return bool(attempts) and min(attempts) < row.get("qualified_at", row["handed_at"]) < row["handed_at"]


def attempts_on(lead: str, tables: Tables) -> list[datetime]:
    """When somebody tried to reach the lead."""
    return [
        row["occurred_at"]
        for row in tables["activities"]
        if row["lead_id"] == lead and row["kind"] in ("call", "email") and not row["is_automated"]
        and row["direction"] != "inbound"
    ]  # fmt: skip


def judged(chain: list[Row], end: datetime | None, stages: list[Row], tables: Tables, loop: MinuteLoop) -> Row:
    first = chain[0]
    t0 = first["handed_at"]
    qualified = min((row["qualified_at"] for row in chain if row.get("qualified_at")), default=t0)
    rejected = [row for row in chain if row.get("rejected_at", AS_OF) < AS_OF]
    closings = [row["rejected_at"] for row in rejected]
    closings += [row["entered_at"] for row in stages if row["stage"] in ("won", "lost", "recycled")]
    tc = min((at for at in closings if t0 <= at < (end or AS_OF)), default=None)
    last = min(at for at in (tc, end, AS_OF) if at)
    attempts = [at for at in attempts_on(first["lead_id"], tables) if min(qualified, t0) <= at <= last]
    t1 = max(min(attempts), t0) if attempts else None
    due = loop.after(t0, LIMIT)
    reason = min(rejected, key=lambda row: row["rejected_at"])["reject_reason"] if rejected else None
    held_at = min(at for at in (t1, due, AS_OF) if at)
    return {
        "handoff_id": first["handoff_id"],
        "due_at": due,
        "closed_at": tc,
        "first_attempt_at": t1,
        "business_seconds": 60 * loop.minutes(t0, t1 or tc or AS_OF),
        "state": state(t1, tc, due, reason),
        **dict(zip(("rep_id", "is_holder_unknown"), holder(chain, held_at, tables), strict=True)),
    }


def state(t1: datetime | None, tc: datetime | None, due: datetime, reason: str | None) -> str:
    if t1 is None:
        if tc and tc <= due and reason == "duplicate":
            return "excused"
        if due > AS_OF:
            return "pending"
        return "closed_unanswered" if tc else "overdue"
    if t1 > due:
        return "late"
    return "in_time" if due <= AS_OF else "not_yet_due"


def holder(chain: list[Row], at: datetime, tables: Tables) -> tuple[str | None, bool]:
    """Who held it, and whether nobody can know because it was passed on without a record."""
    since: list[tuple[datetime, str | None]] = []
    for row in chain:
        assigned = [one for one in tables["assignments"] if one["handoff_id"] == row["handoff_id"]]
        if row.get("transfers") and not assigned:
            return None, True
        since += [(one["assigned_at"], one["rep_id"]) for one in assigned] or [(row["handed_at"], row["rep_id"])]
    held = [one for one in since if one[0] <= at]
    return (max(held, key=lambda one: one[0])[1] if held else None), False
