"""Files of a stranger, described once, become the tables that our own files make: row by row, to the cent."""

import csv
import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from anonymous import AMERICAN, GERMAN, PLAIN, Dialect, relabelled
from few_marts import few_marts
from own_command_line import Run, on_company
from same_tables import differences
from without_marts import canonical_alone

from overlap.contract import BY_NAME, TABLES
from overlap.guessing.looked import look
from overlap.mapping import source_folder
from overlap.mapping.after import after
from overlap.mapping.proposal import Given, propose
from overlap.reading import load_source, read
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named

pytestmark = pytest.mark.whole

NOW = datetime(2026, 11, 21, tzinfo=UTC)
OF_EVERY_TYPE = {"activities", "campaigns", "deals", "leads", "rates"}


@pytest.fixture(scope="session")
def canonical(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The company as its own export makes it."""
    folder = tmp_path_factory.mktemp("canonical")
    warehouse = Warehouse(folder / "warehouse")
    with canonical_alone():
        import_folder(warehouse, folder / "store.db", Export(source_named("overlap"), export), now=NOW)
    return warehouse


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return on_company(tmp_path / "house", monkeypatch)


def stranger(export: Path, folder: Path, dialect: Dialect, seed: int) -> dict[str, str]:
    """The export in the dialect, with the agreements and the moment of the company it is of."""
    names = relabelled(export, folder, dialect, seed)
    shutil.copy(export / "house.toml", folder)
    return names


def packed(folder: Path, names: dict[str, str], dialect: Dialect) -> None:
    """Put three of the files into a workbook, and three others into an archive."""
    with xlsxwriter.Workbook(folder / "Planning.xlsx") as book:
        for place, table in enumerate(("campaigns", "reps", "goals"), start=1):
            sheet = book.add_worksheet(f"Sheet{place}")
            with (folder / names[table]).open(encoding=dialect.encoding, newline="") as file:
                for row, cells in enumerate(csv.reader(file, delimiter=dialect.separator)):
                    sheet.write_row(row, 0, cells)
            (folder / names[table]).unlink()
    with zipfile.ZipFile(folder / "dump.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for table in ("leads", "deals", "touches"):
            archive.write(folder / names[table], names[table])
            (folder / names[table]).unlink()


@pytest.mark.parametrize(
    ("dialect", "seed"),
    [
        pytest.param(GERMAN, 9, id="german"),
        pytest.param(AMERICAN, 8, id="american", marks=pytest.mark.soak),
        pytest.param(PLAIN, 5, id="plain", marks=pytest.mark.soak),
    ],
)
@pytest.mark.usefixtures("no_marts")
def test_a_stranger_reaches_the_same_tables_from_files_sheets_and_an_archive(
    export: Path, canonical: Warehouse, tmp_path: Path, run: Run, dialect: Dialect, seed: int
) -> None:
    """One who writes as Germans do; each of the dialects by `make soak`, an American in the browser."""
    folder = tmp_path / "folder"
    names = stranger(export, folder, dialect, seed)
    packed(folder, names, dialect)
    answers = {"zone": dialect.zone, "currency": "EUR"} | ({"date_order": dialect.order} if dialect is AMERICAN else {})
    given = [word for key, value in answers.items() for word in ("--answer", f"{key}={value}")]
    code, said, _ = run("source", "new", "mine", folder, *given, "--format", "json")
    told = json.loads(said)
    assert (code, told["questions"], {file["table"] for file in told["files"]}) == (0, [], set(names))
    code, _, said = run("import", "mine", folder)
    assert code == 0, said
    assert differences(canonical, Warehouse(tmp_path / "house" / "warehouse")) == {}


def test_one_object_says_files_questions_and_what_stays_silent(export: Path, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "folder"
    names = stranger(export, folder, PLAIN, 6)
    for table in names.keys() - {"leads", "deals"}:
        (folder / names[table]).unlink()
    code, said, errors = run("source", "new", "mine", folder, "--zone", "Asia/Tokyo", "--format", "json")
    told = json.loads(said)
    assert code == 1
    assert {file["file"]: file["table"] for file in told["files"]} == {names["leads"]: "leads", names["deals"]: "deals"}
    assert [question["key"] for question in told["questions"]] == ["currency"]
    assert told["questions"][0]["suggested"] in ("EUR", "USD")
    assert {each["table"] for each in told["silent"]} >= {"touches", "handoffs", "activities"}
    assert next(each["would_show"] for each in told["silent"] if each["table"] == "activities")
    assert "--answer currency=" in errors
    assert not (tmp_path / "house" / "sources").exists()


def test_sources_are_listed_and_taken_out_again(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "folder"
    people(folder, "people.csv", "Contact ID", "Full Name", "Create Date")
    given = ("--zone", "Europe/Berlin")
    assert run("source", "new", "mine", folder, *given)[0] == 0
    assert '"source":"mine","kind":"your own"' in run("sources", "--format", "json")[1]
    assert run("source", "new", "mine", folder, *given)[0] == 2
    assert run("source", "new", "olist", folder, *given)[0] == 2
    assert run("source", "remove", "mine", "--yes")[0] == 0
    assert not (tmp_path / "house" / "sources" / "mine").exists()
    assert "There is no source" in run("source", "remove", "mine", "--yes")[2]


def test_what_a_person_says_of_a_file_or_column_holds_over_the_guess(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    people = "".join(f"P{n},Ann {n},2026-01-{n % 28 + 1:02},2026-02-01\n" for n in range(40))
    (folder / "people.csv").write_text(f"Contact ID,Full Name,Create Date,Imported\n{people}", encoding="utf-8")
    said = ("source", "new", "mine", folder, "--zone", "Europe/Berlin", "--format", "json")
    code, told, _ = run(*said, "--answer", "column.people.csv.created_at=imported")
    columns = {column["column"]: column["guess"] for column in json.loads(told)["files"][0]["columns"]}
    assert (code, columns["Imported"], columns["Create Date"]) == (0, "created_at", None)
    _, told, _ = run(*said, "--replace", "--answer", "table.people.csv=none")
    assert json.loads(told)["files"][0]["table"] is None
    code, _, errors = run(*said, "--replace", "--answer", "column.people.csv.created_at=Creat Date")
    assert (code, 'Did you mean "Create Date"?' in errors) == (1, True)


def people(folder: Path, name: str, *headers: str) -> None:
    """A file of forty leads under these headers."""
    folder.mkdir(exist_ok=True)
    lines = "".join(f"P{n},Ann {n},2026-01-{n % 28 + 1:02}\n" for n in range(40))
    (folder / name).write_text(f"{','.join(headers)}\n{lines}", encoding="utf-8")


@pytest.mark.usefixtures("no_marts")
def test_the_next_export_goes_through_whatever_its_files_are_called(tmp_path: Path, run: Run) -> None:
    people(tmp_path / "first", "people-2026-01.csv", "Contact ID", "Full Name", "Create Date")
    assert run("source", "new", "mine", tmp_path / "first", "--zone", "Europe/Berlin")[0] == 0
    people(tmp_path / "next", "people-2026-02.csv", "contact_id", "FULL NAME", "Create Date")
    people(tmp_path / "renamed", "dump.csv", "Contact ID", "Full Name", "Create Date")
    toml = tmp_path / "house" / "sources" / "mine" / "source.toml"
    before = toml.read_text(encoding="utf-8")
    assert run("import", "mine", tmp_path / "next")[0] == 0
    assert toml.read_text(encoding="utf-8") == before
    assert run("import", "mine", tmp_path / "renamed", "--check")[0] == 0
    assert toml.read_text(encoding="utf-8") == before
    assert run("import", "mine", tmp_path / "renamed")[0] == 0
    assert '"dump"' in toml.read_text(encoding="utf-8")


@pytest.mark.usefixtures("no_marts")
def test_a_changed_header_is_a_question_and_no_failure(tmp_path: Path, run: Run) -> None:
    people(tmp_path / "first", "people.csv", "Contact ID", "Full Name", "Create Date")
    assert run("source", "new", "mine", tmp_path / "first", "--zone", "Europe/Berlin")[0] == 0
    people(tmp_path / "next", "people.csv", "Contact ID", "Full Name", "Day it began")
    code, _, said = run("import", "mine", tmp_path / "next")
    assert code == 1
    assert 'no column "Create Date" any longer' in said
    answer = ("--answer", "column.leads.created_at=Day it began")
    assert run("import", "mine", tmp_path / "next", *answer)[0] == 0
    assert run("import", "mine", tmp_path / "next")[0] == 0
    # On a schedule, with nobody to ask: a column that records stand without is gone until somebody says otherwise.
    people(tmp_path / "later", "people.csv", "Contact ID", "Who", "Day it began")
    code, _, said = run("import", "mine", tmp_path / "later")
    assert code == 0
    assert 'warn: column.leads.lead_name: The files of leads have no column "Full Name" any longer.' in said
    people(tmp_path / "later", "people.csv", "Contact ID", "Who", "At last")
    assert run("import", "mine", tmp_path / "later")[0] == 1
    assert run("import", "mine", tmp_path / "first")[0] == 0


def test_what_values_become_is_what_the_import_makes_of_them(export: Path, tmp_path: Path, run: Run) -> None:
    """Each value shown before an import stands in the table as it was shown after it."""
    assert {column.type for name in OF_EVERY_TYPE for column in BY_NAME[name].columns} == {
        column.type for table in TABLES for column in table.columns
    }
    folder = tmp_path / "folder"
    names = stranger(export, folder, AMERICAN, 11)
    for table in names.keys() - OF_EVERY_TYPE:
        (folder / names[table]).unlink()
    looked = look(folder)
    proposal = propose(looked, Given(AMERICAN.zone), {"date_order": (AMERICAN.order,)})
    settings = proposal.mapping.settings("mine", ())
    source = load_source(source_folder.write(tmp_path / "sources", "mine", proposal.mapping, settings))
    mapped = {file.table: file for file in proposal.mapping.files}
    with duckdb.connect() as connection:
        connection.execute("set global TimeZone = 'UTC'")
        read(source, folder, connection, zone=AMERICAN.zone, now=NOW)
        for file, guess in zip(proposal.files, proposal.guesses, strict=True):
            for match in guess.matches:
                cleaned = mapped[str(guess.table)].column(match.ours)
                assert cleaned
                shown = after(connection, looked, file.name, file.column(match.column), str(guess.table), cleaned,
                              AMERICAN.zone)  # fmt: skip
                is_time = BY_NAME[str(guess.table)].column(match.ours).type == "time"
                value = f'timezone($zone, "{match.ours}")' if is_time else f'"{match.ours}"'
                known = connection.execute(
                    f"select distinct cast({value} as varchar) from raw.{guess.table}",
                    {"zone": AMERICAN.zone} if is_time else {},
                ).fetchall()
                assert {became for _, became in shown} <= {row[0] for row in known}, (file.name, match.ours)


@few_marts()
def test_a_source_taken_out_leaves_the_others_in_a_new_generation(tmp_path: Path, run: Run) -> None:
    people(tmp_path / "first", "people.csv", "Contact ID", "Full Name", "Create Date")
    assert run("source", "new", "mine", tmp_path / "first", "--zone", "Europe/Berlin")[0] == 0
    assert run("import", "mine", tmp_path / "first")[0] == 0
    warehouse = Warehouse(tmp_path / "house" / "warehouse")
    code, _, said = run("source", "remove", "mine", "--yes")
    assert (code, "is all the company has" in said) == (1, True)
    other = tmp_path / "other"
    other.mkdir()
    (other / "leads.csv").write_text("lead_id,created_at\nL1,2026-01-05\nL2,2026-01-06\n", encoding="utf-8")
    assert run("import", "overlap", other)[0] == 0
    before = warehouse.current()
    assert set(before.sources) == {"mine", "overlap"}
    assert run("source", "remove", "mine", "--yes")[0] == 0
    after_ = warehouse.current()
    assert (set(after_.sources), after_.previous) == ({"overlap"}, before.generation)
    with duckdb.connect(str(warehouse.path(after_.files["canonical"])), read_only=True) as connection:
        assert connection.execute("select source, count(*) from canonical.leads group by all").fetchall() == [
            ("overlap", 2)
        ]
    assert not (tmp_path / "house" / "sources" / "mine").exists()
    assert run("check")[0] == 0
