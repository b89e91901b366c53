"""Who earned a deal and when it entered its stages, told in the file of deals, is what files of their own would say."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from canonical_rows import canonical_rows
from without_marts import canonical_alone

from overlap.guessing.looked import look
from overlap.mapping import source_folder
from overlap.mapping.proposal import Given, propose
from overlap.reading import load_source
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import import_folder
from overlap.warehouse.importing.export import Export

pytestmark = pytest.mark.whole

NOW = datetime(2026, 11, 21, tzinfo=UTC)
OWNERS = ("Bo Beck", "Di Dorn", "")
STAGES = ("Demo", 'Customer\'s "yes"', "Proposal", "Closed Won", "Closed Lost")
DATED = ('Date entered "Demo (Sales Pipeline)"', 'Customer\'s "yes" date', "Entered Proposal")
PEOPLE = [
    {"Contact ID": f"C{n}", "Full Name": f"Ann {n}", "E-mail": f"ann{n}@a.example", "Create Date": f"2026-01-{n:02}",
     "Lead Source": ("Web", "Event")[n % 2], "MQL Date": f"2026-01-{n + 1:02}" if n % 3 else ""}
    for n in range(1, 25)
]  # fmt: skip
DEALS = [
    {"Deal ID": f"D{n}", "Contact ID": f"C{n}", "Deal Created Date": f"2026-02-{n:02}",
     "Close Date": f"2026-03-{n:02}", "Deal Stage": STAGES[n % 5], "Deal Amount": f"{n}00.50", "Currency": "EUR",
     "Deal Owner": OWNERS[n % 3], DATED[0]: f"2026-02-{n:02}", DATED[1]: f"2026-02-{n:02}" if n % 2 else "",
     DATED[2]: f"2026-02-{n + 2:02}" if n % 4 else ""}
    for n in range(1, 25)
]  # fmt: skip
SHARES = [
    {"Deal ID": deal["Deal ID"], "Rep": deal["Deal Owner"], "Role": "owner", "Share": "1", "Overlay": "no"}
    for deal in DEALS
    if deal["Deal Owner"]
]
ENTERED = [
    {"Deal ID": deal["Deal ID"], "Stage": stage, "Entered at": deal[column]}
    for deal in DEALS
    for column, stage in zip(DATED, STAGES, strict=False)
    # Of two stages on one day, the later one.
    if deal[column] and not (column == DATED[0] and deal[DATED[1]])
]
REPS = [{"User ID": name, "Full Name": name} for name in OWNERS if name]
OF_DEALS = ("Deal Owner", *DATED)


def without(rows: list[dict[str, str]], names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{name: value for name, value in row.items() if name not in names} for row in rows]


def imported(folder: Path, files: dict[str, list[dict[str, str]]]) -> dict[str, list[tuple]]:
    """The canonical rows of these files, guessed and imported; whatever is asked is left open but the handoff."""
    export = folder / "export"
    export.mkdir()
    for name, rows in files.items():
        with (export / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    looked = look(export)
    asked = {question.key for question in propose(looked, Given("Europe/Berlin"), {}).asked.open}
    proposal = propose(looked, Given("Europe/Berlin"), dict.fromkeys(asked & {"handoff"}, ("none",)))
    assert proposal.asked.open == ()
    mapping, warehouse = proposal.mapping, Warehouse(folder / "warehouse")
    source = load_source(source_folder.write(folder / "sources", "mine", mapping, mapping.settings("mine", ())))
    with canonical_alone():
        done = import_folder(warehouse, folder / "store.db", Export(source, export), now=NOW)
    assert done.manifest, (done.stopped, done.rejects, done.account.refused)
    return canonical_rows(warehouse)


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple]]:
    """Of files that each hold one table."""
    files = {"contacts": PEOPLE, "deals": without(DEALS, OF_DEALS), "deal_reps": SHARES, "reps": REPS,
             "deal_stages": ENTERED}  # fmt: skip
    return imported(tmp_path_factory.mktemp("apart"), files)


def test_owners_and_dated_stages_in_the_file_of_deals(tmp_path: Path, apart: dict[str, list[tuple]]) -> None:
    assert (len(apart["deal_reps"]), len(apart["deal_stages"]), len(apart["stage_entries"])) == (16, len(ENTERED), 16)
    assert imported(tmp_path, {"contacts": PEOPLE, "deals": DEALS}) == apart


def test_owners_and_dated_stages_in_one_wide_file(tmp_path: Path, apart: dict[str, list[tuple]]) -> None:
    """People without a deal, and deals of one person that stand twice, among them."""
    by_contact = {deal["Contact ID"]: deal for deal in DEALS}
    blank = dict.fromkeys(DEALS[0], "")
    rows = [{**person, **by_contact[person["Contact ID"]]} for person in PEOPLE]
    alone = {**PEOPLE[0], "Contact ID": "C99", "E-mail": "none@a.example", "MQL Date": ""}
    found = imported(tmp_path, {"everything": [*rows, rows[3], {**blank, **alone}]})
    assert {name: found[name] for name in ("deals", "deal_reps", "deal_stages", "stage_entries", "reps")} == {
        name: apart[name] for name in ("deals", "deal_reps", "deal_stages", "stage_entries", "reps")
    }
    assert len(found["leads"]) == len(apart["leads"]) + 1
