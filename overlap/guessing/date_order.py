"""Whether a column writes days before months, from all its values together: one alone cannot tell 03/04 from 04/03."""

from dataclasses import dataclass

import duckdb

from overlap.guessing.column_facts import Column
from overlap.guessing.files import File

DAY_MONTH, MONTH_DAY = "day-month", "month-day"
_PARTS = r"^(\d{1,2})([./-])(\d{1,2})[./-]\d{2,4}(?:\D|$)"


@dataclass(frozen=True)
class DateOrder:
    """`order` is None where every value reads both ways; `likely` is then what the separator speaks for."""

    order: str | None
    likely: str | None = None
    examples: tuple[str, ...] = ()


def date_order(connection: duckdb.DuckDBPyConnection, file: File, column: Column) -> DateOrder | None:
    """The order of the column's days and months; None where it writes them otherwise (2026-03-15, 15 Apr 2026)."""
    first, second, dots, written = connection.execute(
        f"""
        select
            count(*) filter (cast(parts[1] as integer) > 12), count(*) filter (cast(parts[3] as integer) > 12),
            count(*) filter (parts[2] = '.'), count(*)
        from (
            select regexp_extract(c{column.place}, $parts, ['1', '2', '3']) as named,
                [named['1'], named['2'], named['3']] as parts
            from {file.table} where regexp_matches(c{column.place}, $parts)
        )
        """,
        {"parts": _PARTS},
    ).fetchone() or (0, 0, 0, 0)
    if not written:
        return None
    if first != second:
        return DateOrder(DAY_MONTH if first > second else MONTH_DAY)
    if dots == written and not first:
        return DateOrder(DAY_MONTH)  # nobody writes months first and dots between
    return DateOrder(None, None, tuple(value for value, _ in column.values[:3]))
