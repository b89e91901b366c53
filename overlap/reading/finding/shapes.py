"""The shapes of a whole column's texts: every figure a 9, so that a few shapes stand for millions of values."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from overlap.reading.finding.column_statement import rows

MOST_SHAPES = 400  # of a column; dates and numbers have a few dozen, free text has more and is neither
_LONGEST = 48
_FIGURES = "translate({text}, '012345678', '999999999')"


@dataclass(frozen=True)
class Shape:
    """How many texts of a column look so; `least` and `most` are texts of that shape, the first and last in order.

    `starts_with_zero`: the number begins with 0 before its separator, so that what follows is no thousands.
    """

    pattern: str
    count: int
    least: str
    most: str
    starts_with_zero: bool = False


def shapes_of(
    connection: duckdb.DuckDBPyConnection, relation: str, texts: Mapping[str, str], bound: Mapping[str, object]
) -> dict[str, tuple[Shape, ...]]:
    """The shapes of each named text, an SQL expression over `relation`, most frequent first. One scan for all."""
    if not texts:
        return {}
    names = list(texts)
    parts = ", ".join(f"struct_pack(place := {place}, text := {texts[name]})" for place, name in enumerate(names))
    found = rows(
        connection,
        f"""
        select place, shape, is_zero, count(*) as number, min(text), max(text)
        from (
            select place, text, left({_FIGURES.format(text="text")}, {_LONGEST}) as shape,
                regexp_matches(text, '^[-+(]?[^0-9.,]{{0,4}}0[.,]') as is_zero
            from (select unnest([{parts}], recursive := true) from {relation})
            where text is not null
        )
        group by place, shape, is_zero
        qualify row_number() over (partition by place order by number desc, shape) <= {MOST_SHAPES}
        order by place, number desc, shape
        """,
        bound,
    )
    return {
        name: tuple(
            Shape(shape, count, least, most, zero) for place, shape, zero, count, least, most in found if place == at
        )
        for at, name in enumerate(names)
    }
