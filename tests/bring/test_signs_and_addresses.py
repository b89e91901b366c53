"""A small company's files: amounts with signs of several currencies, leads named by e-mail, years of two figures."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from without_marts import canonical_alone

from overlap.guessing.looked import Looked, look
from overlap.mapping import source_folder
from overlap.mapping.proposal import Given, propose
from overlap.reading import load_source
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import import_folder
from overlap.warehouse.importing.export import Export
from overlap.warehouse.importing.imported import Imported

NOW = datetime(2026, 11, 21, tzinfo=UTC)
FILES = {
    "people": (
        ("Contact ID", "Full Name", "E-mail", "Create Date", "Lead Source"),
        ("C1", "Ann Ash", "ann@a.example", "1/2/26", "Web"),
        ("C2", "Cy Cole", "CY@c.example", "1/13/26", "Event"),
        ("C3", "Ed Eck", "shared@e.example", "1/17/26", "Web"),
        ("C4", "Fi Eck", "shared@e.example", "1/18/26", "Web"),
    ),
    "deals": (
        ("Deal ID", "Contact email", "Date opened", "Close Date", "Status", "Amount", "Deal owner email"),
        ("D1", "Ann@A.example ", "2/1/26", "3/1/26", "Closed Won", "$1,200.50", "bo@us.example"),
        ("D2", "cy@c.example", "2/2/26", "4/24/26", "Closed Won", "€300", "di@us.example"),
        ("D3", "shared@e.example", "2/3/26", "4/1/26", "Closed Lost", "€80", "bo@us.example"),
        ("D4", "cy@c.example", "2/14/26", "4/2/26", "Closed Won", "500 kr", "bo@us.example"),
    ),
    "visits": (
        ("E-mail Address", "Timestamp", "Event", "Page"),
        ("ann@a.example", "1/1/26 9:00 AM", "page view", "/pricing"),
        ("ann@a.example", "1/1/26 9:00 AM", "page view", "/pricing"),
        ("nobody@n.example", "1/20/26 9:30 AM", "form", "/demo"),
    ),
    "rates": (
        ("Currency", "Date", "Exchange rate"),
        ("USD", "1/1/26", "0.91"), ("USD", "2/15/26", "0.9"), ("NOK", "4/1/26", "0.085"),
    ),
}  # fmt: skip
ANSWERS = {"sign.kr": ("NOK",), "currency": ("EUR",)}
Query = Callable[[str], list[tuple]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as they lie."""
    folder = tmp_path_factory.mktemp("files")
    for name, rows in FILES.items():
        text = "".join(";".join(row) + "\n" for row in rows)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def looked(folder: Path) -> Looked:
    """What is seen in them."""
    return look(folder)


@pytest.fixture(scope="module")
def imported(folder: Path, looked: Looked, tmp_path_factory: pytest.TempPathFactory) -> tuple[Imported, Query]:
    """The files, described with two answers and imported."""
    home = tmp_path_factory.mktemp("house")
    proposal = propose(looked, Given("Europe/Berlin"), ANSWERS)
    assert proposal.asked.open == ()
    mapping = proposal.mapping
    source = load_source(source_folder.write(home / "sources", "mine", mapping, mapping.settings("mine", ())))
    warehouse = Warehouse(home / "warehouse")
    with canonical_alone():
        done = import_folder(warehouse, home / "store.db", Export(source, folder), now=NOW)
    assert done.manifest is not None, (done.stopped, [file.refused for file in done.account.files])
    path = warehouse.path(warehouse.current().files["canonical"])

    def query(sql: str) -> list[tuple]:
        with duckdb.connect() as connection:
            connection.execute("set global TimeZone = 'Europe/Berlin'")
            connection.execute(f"attach '{path}' as house (read_only); use house")
            return connection.execute(sql).fetchall()

    return done, query


def test_only_what_a_sign_of_several_currencies_means_is_asked_and_what_to_report_in(looked: Looked) -> None:
    asked = {question.key: question for question in propose(looked, Given("Europe/Berlin"), {}).asked.open}
    assert set(asked) == {"sign.kr", "currency"}
    assert [choice.value for choice in asked["sign.kr"].choices] == ["SEK", "NOK", "DKK"]
    # Rates lead to the currency that has none.
    assert asked["currency"].suggested == ("EUR",)


def test_each_amount_has_the_currency_of_its_sign(imported) -> None:
    _, query = imported
    assert query("select deal_id, amount::varchar, currency from canonical.deals order by 1") == [
        ("D1", "1200.50", "USD"), ("D2", "300.00", "EUR"), ("D3", "80.00", "EUR"), ("D4", "500.00", "NOK"),
    ]  # fmt: skip


def test_a_deal_finds_its_lead_by_e_mail_and_one_of_two_leads_by_none(imported) -> None:
    _, query = imported
    assert query("select deal_id, lead_id from canonical.deals order by 1") == [
        ("D1", "C1"), ("D2", "C2"), ("D3", None), ("D4", "C2")
    ]  # fmt: skip


def test_what_belongs_to_nobody_known_is_left_out_and_counted(imported) -> None:
    done, query = imported
    assert query("select lead_id, content from canonical.touches") == [("C1", "/pricing"), ("C1", "/pricing")]
    assert [(each.table, each.count) for each in done.left_out if each.count] == [("touches", 1)]


def test_years_of_two_figures_are_this_century(imported) -> None:
    _, query = imported
    assert query("select lead_id, cast(created_at as date)::varchar from canonical.leads order by 1") == [
        ("C1", "2026-01-02"), ("C2", "2026-01-13"), ("C3", "2026-01-17"), ("C4", "2026-01-18")
    ]  # fmt: skip


def test_the_next_export_of_the_same_shape_asks_nothing(imported, folder: Path, looked: Looked) -> None:
    again = propose(looked, Given("Europe/Berlin"), ANSWERS).mapping
    deals = next(file for file in again.files if file.table == "deals")
    amount, currency = deals.column("amount"), deals.column("currency")
    assert amount is not None and amount.sign == "currency"
    assert currency is not None and dict(currency.words) == {"$": "USD", "€": "EUR", "kr": "NOK"}
