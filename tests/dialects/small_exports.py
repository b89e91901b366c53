"""A few lines of a CRM's export, read, asked and filled into the canonical tables, as an import does before marts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from overlap.choices import Answers, Settled, settle
from overlap.contract import TABLES
from overlap.reading import Account, read
from overlap.warehouse import canonical
from overlap.warehouse.canonical.merged_leads import merge
from overlap.warehouse.connections import Resources, scratch
from overlap.warehouse.importing import source_named
from overlap.warehouse.importing.left_out import left_out
from overlap.warehouse.source.prepared import prepare_answered, prepare_unasked
from overlap.warehouse.source.questions import keep_answers, questions_of

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ZONE = "Europe/Berlin"


@dataclass(frozen=True)
class Filled:
    """What became of the export."""

    connection: duckdb.DuckDBPyConnection
    account: Account
    asked: Settled
    left_out: tuple[tuple[str, str, int], ...]

    def rows(self, table: str, columns: str) -> list[tuple]:
        """Those columns of a canonical table as text, in order."""
        text = f"select columns(*)::varchar from (select {columns} from built.canonical.{table}) order by all"
        return self.connection.sql(text).fetchall()

    @property
    def supplied(self) -> frozenset[str]:
        """The tables that the export supplies."""
        self.connection.execute("use built")
        return canonical.supplied(self.connection)


@contextmanager
def small(source: str, folder: Path, files: Mapping[str, str], answers: Mapping[str, str]) -> Iterator[Filled]:
    """The files (name -> text) as a company in Berlin imports them; every question must be answered."""
    export = folder / "export"
    export.mkdir()
    for name, text in files.items():
        (export / f"{name}.csv").write_text(text)
    given = {key: tuple(value.split(";")) for key, value in answers.items()}
    with filled(source, folder, export, given) as company:
        yield company


@contextmanager
def filled(source: str, folder: Path, export: Path, answers: Answers) -> Iterator[Filled]:
    """The export as a company in Berlin imports it, worked on in the folder; every question must be answered."""
    known = source_named(source)
    with scratch(folder, Resources(memory_limit="1GB", threads=1)) as connection:
        account = read(known, export, connection, zone=ZONE, now=NOW)
        assert [(file.file, file.refused) for file in account.refused] == []
        prepare_unasked(connection, known, ZONE)
        asked = settle(questions_of(connection, known), answers)
        assert asked.open == (), asked.open
        keep_answers(connection, asked.answers)
        prepare_answered(connection, known, ZONE)
        gone = tuple((each.table, each.reason, each.count) for each in left_out(connection, known))
        connection.execute("attach ':memory:' as built; use built")
        canonical.create_tables(connection)
        canonical.fill(connection, known, account, NOW, ZONE)
        merge(connection)
        yield Filled(connection, account, asked, gone)


def all_rows(company: Filled, otherwise: Mapping[str, str] | None = None) -> dict[str, list[tuple]]:
    """Every canonical table, in order of its columns: all but the source, or what the SELECT given for it says."""
    company.connection.execute("use built")
    plainly = {table.name: f'select * exclude (source) from canonical."{table.name}"' for table in TABLES}
    return {
        name: company.connection.sql(f"select columns(*)::varchar from ({select}) order by all").fetchall()
        for name, select in (plainly | dict(otherwise or {})).items()
    }
