"""One wide file becomes leads, deals and touches, each once, however often it repeats them."""

from datetime import UTC, datetime
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

NOW = datetime(2026, 11, 21, tzinfo=UTC)
HEADER = (
    "Contact ID", "Full Name", "Email", "Create Date", "Lead Source", "Touch Date", "Touch Type", "Campaign",
    "Deal ID", "Deal Created Date", "Close Date", "Deal Stage", "Deal Amount", "Currency",
)  # fmt: skip
STAGES = ("Closed Won", "Closed Lost", "Proposal")
PEOPLE = 60


def rows() -> list[tuple[str, ...]]:
    """Each person beside each of their touches; every other one has a deal, repeated beside each touch."""
    found = []
    for n in range(PEOPLE):
        person = (f"C{n}", f"Ann {n}", f"ann{n}@a.example", f"2026-01-{n % 28 + 1:02}", ("Web", "Event")[n % 2])
        nothing = ("",) * 6
        deal = (f"D{n}", "2026-02-03", f"2026-03-{n % 28 + 1:02}", STAGES[n % 3], f"{100 * n}.50", "EUR")
        touches = [(f"2026-01-0{k + 1} 10:00:00", ("page view", "form")[k % 2], f"P{k}") for k in range(n % 3)]
        found += [(*person, *touch, *(deal if n % 2 else nothing)) for touch in touches or [("", "", "")]]
    return found


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple]]:
    """The canonical rows that come of it, without a question asked."""
    folder, home = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("house")
    lines = "".join(f"{','.join(row)}\n" for row in (HEADER, *rows()))
    (folder / "everything.csv").write_text(lines, encoding="utf-8")
    proposal = propose(look(folder), Given("Europe/Berlin"), {})
    assert proposal.asked.open == ()
    mapping = proposal.mapping
    source = load_source(source_folder.write(home / "sources", "all", mapping, mapping.settings("all", ())))
    warehouse = Warehouse(home / "warehouse")
    with canonical_alone():
        done = import_folder(warehouse, home / "store.db", Export(source, folder), now=NOW)
    assert sum(file.accepted for file in done.account.files) == len(rows())
    path: Path = warehouse.path(warehouse.current().files["canonical"])
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as house (read_only); use house")
        return {
            name: connection.execute(f"select {columns} from canonical.{name} order by all").fetchall()
            for name, columns in (
                ("leads", "lead_id, lead_name, channel"),
                ("deals", "deal_id, lead_id, outcome, stage, amount::varchar, closed_at is null"),
                ("touches", "lead_id, campaign_id, kind"),
            )
        }


def test_each_person_is_one_lead(tables: dict[str, list[tuple]]) -> None:
    assert tables["leads"] == sorted((f"C{n}", f"Ann {n}", ("Web", "Event")[n % 2]) for n in range(PEOPLE))


def test_each_deal_counts_once_and_an_open_one_is_not_closed(tables: dict[str, list[tuple]]) -> None:
    outcome = dict(zip(STAGES, ("won", "lost", "open"), strict=True))
    assert tables["deals"] == sorted(
        (f"D{n}", f"C{n}", outcome[STAGES[n % 3]], STAGES[n % 3], f"{100 * n}.50", STAGES[n % 3] == "Proposal")
        for n in range(1, PEOPLE, 2)
    )


def test_each_touch_counts_once(tables: dict[str, list[tuple]]) -> None:
    assert tables["touches"] == sorted(
        (f"C{n}", f"P{k}", ("page view", "form")[k % 2]) for n in range(PEOPLE) for k in range(n % 3)
    )


def test_it_may_be_said_to_be_one_table(tmp_path: Path) -> None:
    lines = "".join(f"{','.join(row)}\n" for row in (HEADER, *rows()))
    (tmp_path / "everything.csv").write_text(lines, encoding="utf-8")
    proposal = propose(look(tmp_path), Given("Europe/Berlin"), {"table.everything.csv": ("deals",)})
    assert [guess.table for guess in proposal.guesses] == ["deals"]
    assert (proposal.mapping.wide, [file.table for file in proposal.mapping.files]) == ((), ["deals"])
