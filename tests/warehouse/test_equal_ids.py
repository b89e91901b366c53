"""Two companies' files count from 1: equal ids of two sources are two leads, deals and people, whose money adds up."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import duckdb
import pytest
from canonical_rows import canonical_rows
from imported_house import NOW
from without_marts import canonical_alone

from overlap.contract import TABLES
from overlap.errors import InputError
from overlap.reading import load_source
from overlap.reports import answer
from overlap.warehouse.canonical.prefixing import id_columns
from overlap.warehouse.forgetting import forget, would_forget
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder
from overlap.warehouse.reader import open_reader

pytestmark = pytest.mark.whole
REPORTS = ("goals/totals", "data/checks")

FILES = {
    "leads": "lead_id,created_at,email,account_id,source_campaign_id\n"
    "1,2026-01-05T10:00:00Z,{name}@example.com,7,1\n2,2026-01-06T10:00:00Z,both@example.com,8,1\n"
    "3,2026-01-07T10:00:00Z,Both@example.com,9,\n",
    "campaigns": "campaign_id,campaign_name\n1,{name} fair\n",
    "touches": "touch_id,lead_id,touched_at,campaign_id\n1,1,2026-01-05T11:00:00Z,1\n",
    "handoffs": "handoff_id,lead_id,rep_id,handed_at\n1,1,1,2026-01-08T10:00:00Z\n",
    "reps": "rep_id,rep_name\n1,{name} seller\n",
    "deals": "deal_id,lead_id,account_id,opened_at,closed_at,outcome,amount,currency\n"
    "1,1,7,2026-02-01T10:00:00Z,2026-03-01T10:00:00Z,won,{amount},EUR\n"
    "2,2,8,2026-02-01T10:00:00Z,2026-03-01T10:00:00Z,won,10.00,EUR\n",
    "deal_reps": "deal_id,rep_id,role,share,is_overlay\n1,1,ae,1,no\n2,1,ae,1,no\n",
}
AMOUNTS = {"north": "100.00", "south": "7.50"}


class Company:
    """A company with two sources of its own, `north` and `south`, which know nothing of each other."""

    def __init__(self, folder: Path, hours: int = 0) -> None:
        self.home, self.folder = folder / "company", folder
        self.warehouse, self.store = Warehouse(self.home / "warehouse"), self.home / "store.db"
        self.hours = hours

    def bring(self, name: str, house: str = "", instead: dict[str, str] | None = None, *, is_update: bool = False):
        source, files = self.home / "sources" / name, self.folder / name
        for path in (source, files):
            path.mkdir(parents=True, exist_ok=True)
        (source / "source.toml").write_text(f'about = "{name}"\ncontract = true\n')
        (files / "house.toml").write_text(f'reporting_currency = "EUR"\n{house}')
        for each in FILES:
            text = (instead or {}).get(each, "" if is_update else FILES[each])
            path = files / f"{each}.csv"
            path.unlink(missing_ok=True)
            if text:
                path.write_text(text.format(name=name, amount=AMOUNTS[name]))
        self.hours += 1
        export = Export(load_source(source), files, is_update=is_update)
        at = NOW + timedelta(hours=self.hours)
        return import_folder(self.warehouse, self.store, export, now=at, accept=("shrink",))

    def rows(self, sql: str) -> list[tuple]:
        path = self.warehouse.path(self.warehouse.current().files["canonical"])
        with duckdb.connect(str(path), read_only=True) as database:
            return database.sql(sql).fetchall()

    def records(self, source: str, sql: str) -> list[tuple]:
        path = self.warehouse.path(self.warehouse.current().records[source])
        with duckdb.connect(str(path), read_only=True) as database:
            return database.sql(sql).fetchall()


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Company:
    company = Company(tmp_path_factory.mktemp("both"))
    company.bring("north")
    assert company.bring("south").is_new
    return company


def test_what_has_one_id_in_two_sources_stays_two(both: Company) -> None:
    ids = {table.name: (table, [f"{table.name}.{name}" for name in id_columns(table)]) for table in TABLES}
    assert both.rows("select lead_id, source from canonical.leads order by all") == [
        ("1", "north"), ("2", "north"), ("3", "north"), ("south:1", "south"), ("south:3", "south"),
    ]  # fmt: skip
    for name, (table, columns) in ids.items():
        if columns and table.key[0].endswith("_id"):
            of_south = both.rows(f'select count(*) from canonical."{name}" where source = \'south\' and not '
                                 f"starts_with({columns[0]}, 'south:') and {columns[0]} <> '2'")  # fmt: skip
            assert of_south == [(0,)], name
    assert both.rows("select count(distinct account_id), count(distinct campaign_id) "
                     "from canonical.deals left join canonical.touches using (lead_id)") == [(4, 2)]  # fmt: skip


def test_the_person_both_know_is_one_by_the_address_and_the_second_row_of_one_source_is_listed(both: Company) -> None:
    assert both.rows("select source, lead_id, person, rule, why from meta.identities order by all") == [
        ("north", "1", "1", "unmatched", "no lead with this e-mail in another system"),
        ("north", "2", "2", "e-mail", None),
        ("north", "3", "3", "unmatched", "an older lead of this system has the same e-mail"),
        ("south", "south:1", "south:1", "unmatched", "no lead with this e-mail in another system"),
        ("south", "south:2", "2", "e-mail", None),
        ("south", "south:3", "south:3", "unmatched", "an older lead of this system has the same e-mail"),
    ]  # fmt: skip
    reader = open_reader(both.warehouse)
    try:
        [told] = answer(reader, "goals/totals").frame.to_dicts()
        checks = {row["check_name"]: row["failed_count"] for row in answer(reader, "data/checks").frame.to_dicts()}
    finally:
        reader.close()
    assert told["revenue"] == Decimal("127.50")
    assert checks["one_lead_an_email"] == 1


def test_the_next_whole_export_and_changes_keep_the_ids(both: Company, tmp_path: Path) -> None:
    copytree(both.folder, tmp_path, dirs_exist_ok=True)
    company = Company(tmp_path, both.hours)
    with canonical_alone(is_compared=False):
        before = canonical_rows(company.warehouse)["leads"]
        # Whatever the other one holds by then.
        newer = FILES["leads"].replace("\n1,", "\n4,")
        company.bring(
            "north", instead={"leads": newer} | dict.fromkeys(("touches", "handoffs", "deals", "deal_reps"), "")
        )
        changed = "lead_id,created_at,company\n1,2026-01-05T10:00:00Z,Acme\n"
        company.bring("south", instead={"leads": changed}, is_update=True)
        found = "select lead_id, company, email from canonical.leads where company is not null"
        assert company.rows(found) == [("south:1", "Acme", "south@example.com")]
        company.bring("south")
        assert company.rows("select min(lead_id) from canonical.leads where source = 'south'") == [("south:1",)]
        company.bring("north")
        assert canonical_rows(company.warehouse)["leads"] == before


def test_a_person_of_a_source_with_prefixed_ids_is_forgotten_in_its_records_and_the_other_stays(both: Company) -> None:
    leads = "select lead_id from {source}.leads order by all"
    assert both.records("south", leads.format(source="main")) == [("1",), ("2",), ("3",)]
    assert would_forget(both.warehouse, both.store, "south:1").leads == {"south:1"}
    with canonical_alone(is_compared=False):
        forget(both.warehouse, both.store, "south:1", who="Dana", now=NOW + timedelta(days=2))
    assert both.records("south", leads.format(source="main")) == [("2",), ("3",)]
    assert both.records("south", "select deal_id, lead_id from deals order by all") == [("1", None), ("2", "2")]
    assert both.records("north", leads.format(source="main")) == [("1",), ("2",), ("3",)]
    assert both.rows("select count(*) from canonical.leads where email = 'south@example.com'") == [(0,)]
    assert both.rows("select count(*) from canonical.leads where lead_id = '1'") == [(1,)]
    with canonical_alone(is_compared=False):
        done = both.bring("south", instead={"leads": FILES["leads"].replace("{name}@example.com", "")})
    assert [(each.table, each.count) for each in done.left_out] == [("leads", 1)]
    assert both.records("south", leads.format(source="main")) == [("2",), ("3",)]


def test_ids_that_meet_only_later_are_refused_until_the_company_says_how(tmp_path: Path) -> None:
    company, leads = Company(tmp_path), "lead_id,created_at\nS1,2026-01-05T10:00:00Z\n"
    alone = dict.fromkeys(FILES, "") | {"leads": leads}
    met = {**alone, "touches": "touch_id,lead_id,touched_at\n1,S1,2026-01-05T11:00:00Z\n"}
    with canonical_alone(is_compared=False):
        company.bring("north")
        company.bring("south", instead=alone)
        with pytest.raises(InputError, match="south has touch_id 1, and so has another source"):
            company.bring("south", instead=met)
        company.bring("south", "prefix_ids = true\n", met)
    assert company.rows("select touch_id, lead_id from canonical.touches where source = 'south'") == [
        ("south:1", "south:S1"),
    ]  # fmt: skip


def test_another_systems_name_for_a_lead_finds_it_under_its_prefix(tmp_path: Path) -> None:
    company = Company(tmp_path)
    leads = FILES["leads"].replace("\n3,", "\nn3,").replace("\n2,", "\nn2,")
    with canonical_alone(is_compared=False):
        company.bring("north", instead={"leads": leads})
        company.bring("south")
        (company.folder / "north" / "identities.csv").write_text("lead_id,person\nn3,3\nn2,1\n1,9\n")
        company.bring("north", instead={"leads": leads})
    named = "select source, lead_id, person from canonical.identities where rule = 'cross id' order by all"
    assert company.rows(named) == [
        ("north", "n2", "n2"), ("north", "n3", "n3"), ("south", "south:1", "n2"), ("south", "south:3", "n3"),
    ]  # fmt: skip
