"""Equal ids of two sources kept apart: those of one are written with its name before them, `south:1`.

An id says who somebody is in its own system only. What systems know of each other are explicit ids and e-mails, never
that both count from 1.
"""

from collections.abc import Iterable, Iterator

import duckdb

from overlap.contract import TABLES, Table
from overlap.warehouse.generations.manifest import Manifest

_BETWEEN = ":"


def start_of(source: str) -> str:
    """What stands before the ids of a source that are prefixed."""
    return f"{source}{_BETWEEN}"


def id_columns(table: Table) -> tuple[str, ...]:
    """The columns of a table that hold ids of its own system; `identities.person` is another system's."""
    return tuple(column.name for column in table.columns if column.name.endswith("_id") or column.refers)


def named_by_id(table: Table) -> bool:
    """Whether the rows of a table have an id of their own."""
    (first, *others) = table.key
    return not others and first.endswith("_id") and table.column(first).refers is None and table.name != "merged_leads"


def meet(connection: duckdb.DuckDBPyConnection, source: str) -> tuple[str, str] | None:
    """(id column, id) of a row of the source that another source has, too; None: there is none."""
    for table in TABLES:
        if not named_by_id(table):
            continue
        name, rows = f'"{table.key[0]}"', f'canonical."{table.name}"'
        found = connection.execute(
            f"select min({name}) from {rows} where source = $source"
            f" and {name} in (select {name} from {rows} where source <> $source)",
            {"source": source},
        ).fetchall()[0][0]
        if found is not None:
            return table.key[0], found
    return None


def prefix(connection: duckdb.DuckDBPyConnection, source: str) -> None:
    """Write the source's name before every id of its rows."""
    for table in TABLES:
        if names := id_columns(table):
            said = ", ".join(f'"{name}" = $start || "{name}"' for name in names)
            connection.execute(
                f'update canonical."{table.name}" set {said} where source = $source',
                {"start": start_of(source), "source": source},
            )


def as_in_files_of(manifest: Manifest, source: str, texts: Iterable[str]) -> frozenset[str]:
    """Ids and addresses as the files of a source write them; where its ids are prefixed, those of others are none."""
    if not manifest.sources.get(source, {}).get("prefixed"):
        return frozenset(texts)
    return frozenset(_as_written(start_of(source), texts))


def _as_written(start: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if text.startswith(start):
            yield text.removeprefix(start)
        elif "@" in text or text.startswith("#"):
            yield text
