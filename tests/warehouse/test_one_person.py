"""One person on several rows of one source is counted once where both teams have signed that, and only then."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from canonical_rows import canonical_rows
from imported_house import NOW, House
from joined_systems import brought, lead, put, rows, supply

from overlap.agreements import Draft
from overlap.store import open_store
from overlap.warehouse.building import rebuild
from overlap.warehouse.canonical.joining import Precedence, join
from overlap.warehouse.signing.preview import preview

pytestmark = pytest.mark.whole
REPORTS = ("goals/totals", "data/identities")

LEADS = """lead_id,created_at,email,channel
A1,2026-01-05T10:00:00Z,ann@a.example,
A2,2026-01-06T10:00:00Z, ANN@a.example ,web
A3,2026-01-07T10:00:00Z,ann+news@a.example,web
B1,2026-01-08T10:00:00Z,,web
"""
FILES = {
    "leads": LEADS,
    "touches": "touch_id,lead_id,touched_at\nT1,A1,2026-01-05T10:00:00Z\nT2,A2,2026-01-06T10:00:00Z\n",
    "handoffs": "handoff_id,lead_id,handed_at,rep_id\nH1,A2,2026-01-09T10:00:00Z,R1\n",
    "reps": "rep_id,name\nR1,Rita\n",
    "deals": "deal_id,lead_id,opened_at,closed_at,outcome,amount,currency\n"
    "D1,A1,2026-02-01T10:00:00Z,2026-03-01T10:00:00Z,won,100.10,EUR\n"
    "D2,A2,2026-02-01T10:00:00Z,2026-04-01T10:00:00Z,won,50.05,EUR\n",
}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with brought() as opened:
        yield opened


def signed(house: House, value: str, hours: int) -> None:
    """Both teams sign it, and the build that applies it is done."""
    at = NOW + timedelta(hours=hours)
    with open_store(house.store, house.warehouse.current().house_id) as store:
        store.sign(Draft("persons", {"same_email": value}, at, "Mara", "Sam"), at=at)
    rebuild(house.warehouse, house.store, now=at)


def won(house: House) -> tuple[int, Decimal]:
    """How many deals there are, and what they brought."""
    (totals,) = house.ask("goals/totals")
    return totals["deal_count"], totals["revenue"]


def test_rows_are_one_person_while_it_is_signed(tmp_path: Path) -> None:
    house = House(tmp_path).put(**FILES)
    house.bring()
    before = canonical_rows(house.warehouse)
    money = won(house)
    with open_store(house.store, house.warehouse.current().house_id) as store:
        draft = Draft("persons", {"same_email": "one"}, NOW, "Mara", "Sam")
        with preview(house.warehouse, store, draft) as reader:
            assert reader.cursor_for("").sql("select count(*) from marts.leads").fetchall() == [(3,)]
    assert canonical_rows(house.warehouse) == before, "a preview changes nothing"

    signed(house, "one", 1)
    assert [(each["lead_id"], each["person"]) for each in house.ask("data/identities", rule="same system")] == [
        ("A2", "A1")
    ]
    path = house.warehouse.path(house.warehouse.current().files["canonical"])
    with duckdb.connect(str(path), read_only=True) as opened:
        assert rows(opened, "select lead_id, channel from canonical.leads order by 1") == [
            ("A1", "web"), ("A3", "web"), ("B1", "web"),
        ]  # fmt: skip
        for table in ("touches", "handoffs", "deals"):
            assert rows(opened, f"select distinct lead_id from canonical.{table}") == [("A1",)], table
        assert rows(opened, "select lead_id, merged_into from canonical.merged_leads") == [("A2", "A1")]
    assert won(house) == money == (2, Decimal("150.15")), "money is what it was, to the cent"

    house.put(leads=LEADS + "A4,2026-01-09T10:00:00Z,ann@a.example,\n")
    done = house.bring(now=NOW + timedelta(hours=2))
    assert [(each.rule, each.count) for each in done.joined] == [("same system", 2)]

    signed(house, "apart", 3)
    found = canonical_rows(house.warehouse)
    assert {table: [row for row in lines if "A4" not in row] for table, lines in found.items()} == before
    assert house.ask("data/identities", rule="all") == []


def test_an_address_that_many_rows_have_is_nobodys(connection: duckdb.DuckDBPyConnection) -> None:
    supply(connection, crm=("leads",))
    put(connection, "leads", *(lead("crm", f"N{n:02}", n, email="none@none.example") for n in range(21)))
    assert join(connection, Precedence(), None, "one") == ()
    assert rows(connection, "select count(*) from canonical.leads") == [(21,)]


def test_a_person_on_two_rows_is_joined_with_another_system_once(connection: duckdb.DuckDBPyConnection) -> None:
    """The older row's address and the younger one's explicit id lead to the same lead of the other system."""
    supply(connection, hubspot=("leads", "touches"), salesforce=("leads", "handoffs"))
    put(
        connection, "leads",
        lead("hubspot", "H1", 0, email="ann@a.example"), lead("hubspot", "H2", 1, email="ann@a.example"),
        lead("salesforce", "S1", 2, email="x@a.example"),
    )  # fmt: skip
    put(connection, "merged_leads", {"source": "hubspot", "lead_id": "H0", "merged_into": "H2"})
    put(connection, "identities", {"source": "hubspot", "lead_id": "H2", "person": "S1"})
    counts = {(each.source, each.rule): each.count for each in join(connection, Precedence(), None, "one")}
    assert counts == {("hubspot", "cross id"): 1, ("hubspot", "same system"): 1, ("salesforce", "cross id"): 1}
    assert rows(connection, "select lead_id from canonical.leads") == [("S1",)]
    merged = "select lead_id, merged_into from canonical.merged_leads order by 1"
    assert rows(connection, merged) == [("H0", "S1"), ("H2", "S1")]
    assert rows(connection, "select lead_id from brought.leads order by 1") == [("H1",), ("H2",), ("S1",)]
