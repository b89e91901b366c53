"""Files that are no table as they are: owners, planned dates and dated stages become rows of what they mean."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from without_marts import canonical_alone

from overlap.guessing.looked import look
from overlap.mapping import source_folder
from overlap.mapping.proposal import Given, propose
from overlap.reading import load_source
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import import_folder
from overlap.warehouse.importing.export import Export
from overlap.warehouse.importing.imported import Imported

NOW = datetime(2026, 11, 21, tzinfo=UTC)
CONTACTS = [
    ("Contact ID", "Full Name", "E-mail", "Create Date", "Lead Source", "Contact owner", "Owner assigned date",
     "Became a Marketing Qualified Lead Date"),
    ("C1", "Ann Ash", "ann@a.example", "2026-01-02", "Web", "Bo Beck", "2026-01-05", "2026-01-04"),
    ("C2", "Cy Cole", "cy@c.example", "2026-01-03", "Event", "Di Dorn", "2026-01-06", ""),
    ("C3", "Ed Eck", "ed@e.example", "2026-01-07", "Web", "", "", "2026-01-09"),
]  # fmt: skip
DEALS = [
    ("Deal ID", "Primary Contact ID", "Created Date", "Close Date", "Deal Stage", "Amount", "Currency", "Deal owner"),
    ("D1", "C1", "2026-02-01", "2026-03-01", "Closed Won", "1200.50", "EUR", "Bo Beck"),
    ("D2", "C2", "2026-02-02", "2026-12-24", "Proposal", "300.00", "EUR", "Di Dorn"),
    ("D3", "C3", "2026-02-03", "2026-04-01", "Closed Lost", "80.00", "EUR", ""),
]
VISITS = [
    ("Contact ID", "Timestamp", "Event", "Page", "utm_source"),
    ("C1", "2026-01-01 09:00:00", "page view", "/pricing", "google"),
    ("C1", "2026-01-01 09:00:00", "page view", "/pricing", "google"),
    ("C2", "2026-01-02 09:30:00", "form", "/demo", ""),
]
Query = Callable[[str], list[tuple]]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Imported, Query, Path]:
    """The three files, described with one answer and imported."""
    folder = tmp_path_factory.mktemp("files")
    for name, rows in (("contacts", CONTACTS), ("deals", DEALS), ("visits", VISITS)):
        (folder / f"{name}.csv").write_text("".join(f"{','.join(row)}\n" for row in rows), encoding="utf-8")
    home = tmp_path_factory.mktemp("house")
    looked = look(folder)
    asked = propose(looked, Given("Europe/Berlin"), {}).asked.open
    assert [question.key for question in asked] == ["handoff"]
    assert asked[0].suggested == ("assigned_at",)
    mapping = propose(looked, Given("Europe/Berlin"), {"handoff": ("assigned_at",)}).mapping
    source = load_source(source_folder.write(home / "sources", "mine", mapping, mapping.settings("mine", ())))
    warehouse = Warehouse(home / "warehouse")
    with canonical_alone():
        done = import_folder(warehouse, home / "store.db", Export(source, folder), now=NOW)
    path = warehouse.path(warehouse.current().files["canonical"])

    def query(sql: str) -> list[tuple]:
        with duckdb.connect() as connection:
            connection.execute("set global TimeZone = 'Europe/Berlin'")
            connection.execute(f"attach '{path}' as house (read_only); use house")
            return connection.execute(sql).fetchall()

    return done, query, home / "sources" / "mine"


def test_every_record_is_accepted(imported) -> None:
    done, _, _ = imported
    assert [(file.table, file.records, file.rejected) for file in done.account.files if file.supplied] == [
        ("leads", 3, 0), ("deals", 3, 0), ("touches", 3, 0)
    ]  # fmt: skip


def test_the_planned_date_of_an_open_deal_is_a_plan(imported) -> None:
    _, query, _ = imported
    rows = query(
        "select deal_id, outcome, stage, cast(closed_at as date), expected_close_on, amount::varchar "
        "from canonical.deals order by 1"
    )
    assert rows == [
        ("D1", "won", "Closed Won", date(2026, 3, 1), None, "1200.50"),
        ("D2", "open", "Proposal", None, date(2026, 12, 24), "300.00"),
        ("D3", "lost", "Closed Lost", date(2026, 4, 1), None, "80.00"),
    ]


def test_the_owner_of_a_deal_has_all_of_it(imported) -> None:
    _, query, _ = imported
    assert query("select deal_id, rep_id, share::double, is_overlay from canonical.deal_reps order by 1") == [
        ("D1", "Bo Beck", 1.0, False), ("D2", "Di Dorn", 1.0, False)
    ]  # fmt: skip
    assert query("select rep_id, rep_name from canonical.reps order by 1") == [
        ("Bo Beck", "Bo Beck"), ("Di Dorn", "Di Dorn")
    ]  # fmt: skip


def test_a_lead_is_handed_over_when_the_company_says_it_is(imported) -> None:
    _, query, _ = imported
    assert query("select lead_id, rep_id, cast(handed_at as date) from canonical.handoffs order by 1") == [
        ("C1", "Bo Beck", date(2026, 1, 5)), ("C2", "Di Dorn", date(2026, 1, 6))
    ]  # fmt: skip


def test_a_date_of_a_stage_is_an_entry_into_it(imported) -> None:
    _, query, _ = imported
    assert query("select lead_id, stage, cast(entered_at as date), entered_at_is_date_only "
                 "from canonical.stage_entries order by 1") == [
        ("C1", "mql", date(2026, 1, 4), True), ("C3", "mql", date(2026, 1, 9), True)
    ]  # fmt: skip


def test_a_record_without_an_id_gets_one_of_what_it_says(imported) -> None:
    _, query, _ = imported
    rows = query("select touch_id, lead_id, kind from canonical.touches order by lead_id, touch_id")
    assert [row[1:] for row in rows] == [("C1", "page view"), ("C1", "page view"), ("C2", "form")]
    assert len({row[0] for row in rows}) == 3


def test_sql_stands_only_where_a_file_is_not_a_table(imported) -> None:
    _, _, folder = imported
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.sql")) == [
        "account/left_out.sql", "deal_reps.sql", "deals.sql", "handoffs.sql", "leads.sql", "reps.sql",
        "stage_entries.sql", "touches.sql",
    ]  # fmt: skip


STAGES = {
    "MQL date": "mql_at", "SAL date": "sal_at", "SQL date": "sql_at", "Opportunity date": "opportunity_at",
    "Won date": "won_at",
}  # fmt: skip


@pytest.mark.parametrize("left_out", [None, *STAGES])
def test_each_dated_stage_is_the_one_its_name_says_whichever_others_there_are(
    tmp_path: Path, left_out: str | None
) -> None:
    names = [name for name in STAGES if name != left_out]
    lines = [["Lead ID", "Name", "Email", "Lead Source", "Created", "Owner", *names]]
    lines += [
        [f"L{n}", f"P {n}", f"p{n}@x.example", "Web", f"2026-01-{n:02}", "Ann", *[f"2026-02-{n:02}"] * len(names)]
        for n in range(10, 25)
    ]
    (tmp_path / "tracker.csv").write_text("".join(f"{','.join(line)}\n" for line in lines), encoding="utf-8")
    (file,) = propose(look(tmp_path), Given("Europe/Berlin"), {}).mapping.files
    assert {extra.header: extra.name for extra in file.extra if extra.name != "owner"} == {
        name: STAGES[name] for name in names
    }
    assert [column.header for column in file.columns if column.ours == "opted_out_at"] == []
