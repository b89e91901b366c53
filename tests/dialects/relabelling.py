"""A company's canonical export told again in another system's words, without what that system cannot know of it.

A system is a folder: its `cannot_know/*.sql`, in one order of names with those of no CRM, are statements over the
canonical tables (every column text, as written) that take out what no export of it holds; their comment says why.
`<dialect>/<file>.sql` each make a file of one of its exports out of what is left, `<dialect>/cannot_know/*.sql` take
out what this one alone does not hold. Imported, both what is left and what was relabelled must give every report the
same answer.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from overlap.contract import TABLES
from overlap.errors import AppError
from overlap.reports import Filters, answer, catalogue
from overlap.warehouse.building.models import models
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.reader import Reader, open_reader

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 21, tzinfo=UTC)
ABOUT_THE_IMPORT = "data/"  # reports that name the source and its files
BY_CHANCE = ("followup/curve_test",)  # people swap groups at random, by a seed of the files' own content
# Nothing but their source tells rows of a system, or of two, from canonical ones; beside that Salesforce's file says of
# a task that it is done, holds open ones, which are no attempts, and states the reporting currency's own rate.
OTHERWISE = {table.name: f'select * exclude (source) from canonical."{table.name}"' for table in TABLES} | {
    "identities": "select 1 where false",
    "activities": "select * exclude (source) replace (coalesce(status, 'done') as status) from canonical.activities "
    "where coalesce(status, 'done') = 'done'",
    "rates": "select * exclude (source) from canonical.rates where currency <> 'EUR'",
}
MACROS = """
create macro berlin(told, pattern) as strftime(timezone('Europe/Berlin', told::timestamptz), pattern);
create macro naive(told) as replace(replace(told, 'T', ' '), 'Z', '');
create macro us(told) as berlin(told, '%-m/%-d/%Y %-I:%M %p');
create macro us_day(told) as case when length(told) = 10
    then strftime(told::date, '%-m/%-d/%Y') else berlin(told, '%-m/%-d/%Y') end;
create macro minute(told) as strftime(date_trunc('minute', told::timestamptz), '%Y-%m-%dT%H:%M:%SZ');
create macro title_case(words) as
    list_aggregate([upper(word[1]) || word[2:] for word in string_split(words, '_')], 'string_agg', ' ');
create macro synced() as '2026-11-20 03:00:00';
create macro link(campaign, channel) as
    'https://demo.example/page?a=1' || coalesce('&utm_campaign=' || campaign, '')
    || coalesce('&utm_medium=' || channel, '');
"""


@dataclass(frozen=True)
class Dialect:
    """One way in which a system's export is written: its folder, and what is answered when it is imported."""

    source: str
    name: str
    answers: dict[str, tuple[str, ...]]
    titles: str = ""  # lines above each file's header
    notices: str = ""  # lines below its records
    also: tuple[str, ...] = ()  # statements that other systems' dialects share

    @property
    def cannot_know(self) -> tuple[Path, ...]:
        """Statements by what no CRM or this one, then what the dialect cannot know."""
        of_system = [*(HERE / "cannot_know").glob("*.sql"), *(HERE / self.source / "cannot_know").glob("*.sql")]
        own = sorted((HERE / self.source / self.name / "cannot_know").glob("*.sql"))
        return (*sorted(of_system, key=lambda path: path.name), *own, *(HERE / each for each in self.also))

    @property
    def files(self) -> tuple[Path, ...]:
        """A statement for each file of the export."""
        return tuple(sorted((HERE / self.source / self.name).glob("*.sql")))


def relabel(company: Path, dialect: Dialect, canonical: Path, export: Path) -> None:
    """Writes what the dialect can know of the company's export, in our own tables and in its."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(MACROS)
        for table in TABLES:
            names = ", ".join(f"{column.name} varchar" for column in table.columns)
            connection.execute(f"create table {table.name} ({names})")
            if (company / f"{table.name}.csv").exists():
                rows = "from read_csv($path, all_varchar = true)"
                connection.execute(f"insert into {table.name} {rows}", {"path": str(company / f"{table.name}.csv")})
        for path in dialect.cannot_know:
            connection.execute(path.read_text())
        for table in TABLES:
            if connection.sql(f"select count(*) from {table.name}").fetchall()[0][0]:
                _write(connection, canonical / f"{table.name}.csv", f"from {table.name}")
        for path in dialect.files:
            _write(connection, export / f"{path.stem}.csv", path.read_text())
            frame(export / f"{path.stem}.csv", dialect)
    for folder in (canonical, export):
        (folder / "house.toml").write_text((company / "house.toml").read_text())


def imported(source: str, export: Path, home: Path, answers: dict[str, tuple[str, ...]]) -> tuple[Warehouse, Imported]:
    """The export in a warehouse of its own."""
    warehouse = Warehouse(home / "warehouse")
    done = import_folder(warehouse, home / "store.db", Export(source_named(source), export, answers=answers), now=NOW)
    asked = [question.as_json() for question in done.asked.open] if done.asked else []
    refused = [(file.file, file.refused) for file in done.account.refused]
    assert done.manifest is not None, (asked, refused, done.stopped, done.rejects[:3])
    return warehouse, done


@contextmanager
def opened(warehouse: Warehouse) -> Iterator[Reader]:
    """The published generation."""
    with closing(open_reader(warehouse)) as reader:
        yield reader


def askable() -> list[str]:
    """The reports that have an answer without a parameter, and one that is the same for every way to be imported."""
    return [
        report.name
        for report in catalogue().values()
        if not report.name.startswith(ABOUT_THE_IMPORT)
        and report.name not in BY_CHANCE
        and not any(param.required for param in report.params)
    ]


def answers_of(reader: Reader, reports: Sequence[str]) -> dict[str, str]:
    """Each report's answer under its defaults as text, or the words of its refusal."""
    found = {}
    for name in reports:
        try:
            found[name] = answer(reader, name, Filters()).frame.write_json()
        except AppError as error:
            found[name] = f"refused: {error}"
    return found


def marts_of(warehouse: Warehouse) -> dict[str, tuple]:
    """Of every mart how many rows it has and what they sum up to, whatever source they are of."""
    path = warehouse.path(warehouse.current().files["marts"])
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            name: connection.sql(f"""
                select count(*), sum(hash(rows)), list(distinct typeof(rows))
                from (select columns(lambda each: each <> 'source') from marts."{name}") as rows
            """).fetchall()[0]
            for name in models()
        }


def apart(first: dict[str, str], second: dict[str, str]) -> dict[str, tuple[str, str]]:
    """The reports that answer otherwise, with where their answers part."""
    parted = {}
    for name in first:
        if first[name] != second[name]:
            pairs = zip(first[name], second[name], strict=False)
            at = next((place for place, (one, other) in enumerate(pairs) if one != other), 0)
            parted[name] = (first[name][max(0, at - 120) : at + 120], second[name][max(0, at - 120) : at + 120])
    return parted


def _write(connection: duckdb.DuckDBPyConnection, path: Path, select: str) -> None:
    connection.execute(f"copy ({select}) to '{path}' (header, delimiter ',')")


def frame(path: Path, dialect: Dialect) -> None:
    """Puts the dialect's lines above and below a file's own."""
    path.write_text(dialect.titles + path.read_text() + dialect.notices)
