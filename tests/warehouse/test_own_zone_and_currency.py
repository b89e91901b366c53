"""A second source in a zone and a currency of its own: its times and amounts are those of the company all the same."""

from datetime import timedelta
from pathlib import Path

import pytest
from canonical_rows import canonical_rows
from imported_house import NOW
from without_marts import canonical_alone

from overlap.errors import InputError
from overlap.reading import load_source
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named

pytestmark = pytest.mark.whole

OURS = {
    "house.toml": 'time_zone = "Europe/Berlin"\nreporting_currency = "EUR"\n',
    "leads.csv": "lead_id,created_at\nL1,2026-03-01 10:00\n",
    "rates.csv": "currency,day,rate\nUSD,2026-01-15,0.9\n",
}
THEIRS = {
    "house.toml": 'time_zone = "America/New_York"\nreporting_currency = "USD"\n',
    "leads.csv": "lead_id,created_at\nU1,2026-03-01 20:00\nU2,2026-03-02\n",
    "deals.csv": "deal_id,lead_id,closed_at,outcome,amount,currency\n"
    "D1,U1,2026-03-05 12:00,won,100.00,\nD2,U2,2026-03-06 12:00,won,50.00,GBP\n",
}
OWN_RATES = "currency,day,rate\nEUR,2026-01-01,1.25\nEUR,2026-03-01,1.6\nGBP,2026-02-01,1.5\nGBP,2026-03-02,1.44\n"


def export(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def both(folder: Path, theirs: dict[str, str]) -> Warehouse:
    """Ours, then theirs, in one company."""
    second = folder / "second"
    export(second, {"source.toml": 'about = "the other office"\ncontract = true\n'})
    warehouse, store = Warehouse(folder / "warehouse"), folder / "store.db"
    with canonical_alone(is_compared=False):
        import_folder(warehouse, store, Export(source_named("overlap"), export(folder / "ours", OURS)), now=NOW)
        done = import_folder(
            warehouse, store, Export(load_source(second), export(folder / "theirs", theirs)),
            now=NOW + timedelta(hours=1),
        )  # fmt: skip
    assert done.manifest and done.manifest.time_zone == "Europe/Berlin" and done.manifest.reporting_currency == "EUR"
    return warehouse


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of both in one company; the last test that asks for it changes it."""
    folder = tmp_path_factory.mktemp("both")
    both(folder, {**THEIRS, "rates.csv": OWN_RATES})
    return folder


def test_times_are_read_in_the_sources_zone_and_days_are_the_companys(house: Path) -> None:
    rows = canonical_rows(Warehouse(house / "warehouse"), {"leads": "select lead_id, created_at from canonical.leads"})
    assert rows["leads"] == [
        ("L1", "2026-03-01 09:00:00+00"), ("U1", "2026-03-02 01:00:00+00"), ("U2", "2026-03-01 23:00:00+00"),
    ]  # fmt: skip


def test_amounts_are_in_the_sources_currency_and_its_rates_lead_to_the_companys(house: Path) -> None:
    selects = {"deals": "select deal_id, currency from canonical.deals",
               "rates": "select source, currency, day, rate from canonical.rates"}  # fmt: skip
    rows = canonical_rows(Warehouse(house / "warehouse"), selects)
    assert rows["deals"] == [("D1", "USD"), ("D2", "GBP")]
    # The company's rate of the dollar is known, so the source's own is not needed; a rate holds until the next.
    assert rows["rates"] == [
        ("overlap", "USD", "2026-01-15", "0.900000000"),
        ("second", "GBP", "2026-02-01", "1.350000000"), ("second", "GBP", "2026-03-02", "1.296000000"),
    ]  # fmt: skip


def test_another_as_of_is_refused(tmp_path: Path) -> None:
    said = THEIRS["house.toml"] + 'as_of = "2026-04-01T00:00:00+00:00"\n'
    with pytest.raises(InputError, match="The company has as_of"):
        both(tmp_path, {**THEIRS, "house.toml": said})


def test_a_newer_whole_export_is_in_the_zone_and_currency_that_were_said_before(house: Path) -> None:
    """Of the only source and of a second one, wherever no house.toml says another; the same bytes change nothing."""
    warehouse, store = Warehouse(house / "warehouse"), house / "store.db"
    said = {name: (entry["zone"], entry["currency"]) for name, entry in warehouse.current().sources.items()}
    assert said == {"overlap": ("Europe/Berlin", "EUR"), "second": ("America/New_York", "USD")}
    for folder, source in (("theirs", load_source(house / "second")), ("ours", source_named("overlap"))):
        (house / folder / "house.toml").unlink()
        with canonical_alone(is_compared=False):
            again = import_folder(warehouse, store, Export(source, house / folder), now=NOW + timedelta(hours=2))
        assert not again.is_new
        leads = {"theirs": THEIRS, "ours": OURS}[folder]["leads.csv"]
        (house / folder / "leads.csv").write_text(f"{leads}N-{folder},2026-03-03 20:00\n")
        with canonical_alone(is_compared=False):
            import_folder(warehouse, store, Export(source, house / folder), now=NOW + timedelta(hours=3))
        before = canonical_rows(warehouse, {"leads": "select lead_id, created_at from canonical.leads"})
    assert [row for row in before["leads"] if row[0].startswith("N-")] == [
        ("N-ours", "2026-03-03 19:00:00+00"), ("N-theirs", "2026-03-04 01:00:00+00"),
    ]  # fmt: skip
    now = {name: (entry["zone"], entry["currency"]) for name, entry in warehouse.current().sources.items()}
    assert now == said


def test_deals_in_several_currencies_are_not_asked_about_again(tmp_path: Path) -> None:
    """Of the only source: what its first export said to report in holds for the next."""
    files = OURS | {"deals.csv": THEIRS["deals.csv"].replace("U1", "L1").replace("U2", "L1")}
    folder, warehouse, store = (
        export(tmp_path / "ours", files),
        Warehouse(tmp_path / "warehouse"),
        tmp_path / "store.db",
    )
    with canonical_alone(is_compared=False):
        import_folder(warehouse, store, Export(source_named("overlap"), folder), now=NOW)
        (folder / "house.toml").unlink()
        (folder / "deals.csv").write_text(f"{files['deals.csv']}D3,L1,2026-03-07 12:00,won,9.00,USD\n")
        done = import_folder(warehouse, store, Export(source_named("overlap"), folder), now=NOW + timedelta(hours=1))
    assert done.manifest
    assert (done.manifest.reporting_currency, done.manifest.time_zone) == ("EUR", "Europe/Berlin")
