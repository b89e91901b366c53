"""What the values of a column become: the reader's own rules, tried on its most frequent ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import duckdb

from overlap.contract import BY_NAME
from overlap.contract import Column as OurColumn
from overlap.guessing.column_facts import Column
from overlap.guessing.looked import Looked
from overlap.mapping.mapped import MappedColumn
from overlap.reading.finding import Known, Texts, ways_of
from overlap.reading.finding.ways import FOUND
from overlap.reading.source.plain_files import filling_column
from overlap.reading.values import typed_value
from overlap.reading.values.bound import Bound, Moment

_NOW = datetime(2200, 1, 1, tzinfo=UTC)  # nothing lies after it: whether a day is too late is the import's to say
SHOWN = 5


def after(
    connection: duckdb.DuckDBPyConnection,
    looked: Looked,
    file: str,
    column: Column,
    table: str,
    mapped: MappedColumn,
    zone: str | None,
) -> tuple[tuple[str, str | None], ...]:
    """(value, what it becomes) of the most frequent values; None where it cannot be read or is read as blank."""
    ours = filling_column(
        BY_NAME[table],
        mapped.ours,
        {"words": tuple((word.casefold(), said) for word, said in mapped.words), "sign": mapped.sign},
        table,
    )
    ours = replace(ours, format=mapped.format or FOUND, blank=mapped.blank)
    values = [value for value, _ in column.values[:SHOWN]]
    if not values:
        return ()
    known = Known(mapped.format, looked.decimals.get(file))  # pyright: ignore[reportArgumentType]
    texts = Texts("(select unnest($values) as text)", {ours.name: "text"}, {"values": values})
    if ours.type != "text" and not ours.allowed:
        ours = replace(ours, written=ways_of(connection, texts, (ours,), known).written.get(ours.name))
    became = _typed(connection, ours, values, zone or "UTC")
    return tuple(zip(values, became, strict=True))


def _typed(
    connection: duckdb.DuckDBPyConnection, ours: OurColumn, values: Sequence[str], zone: str
) -> list[str | None]:
    bound = Bound({"values": list(values)})
    moment = Moment(zone, _NOW, _NOW.date())
    text = typed_value.without("text", ours.blank, bound)
    value = typed_value.typed_of(ours, "cleaned", moment, bound)
    if ours.type == "time":
        value = f"strftime(timezone({bound(zone)}, {value}), '%Y-%m-%d %H:%M:%S')"
    rows = connection.execute(
        f"select cast({value} as varchar) from (select {text} as cleaned from (select unnest($values) as text))",
        bound.values,
    ).fetchall()
    return [row[0] for row in rows]
