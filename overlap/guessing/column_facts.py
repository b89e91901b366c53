"""What the values of a whole column look like: how many there are, of what kind, which are most frequent."""

from dataclasses import dataclass

import duckdb

from overlap.guessing.synonyms import synonyms
from overlap.reading.finding import shapes_of
from overlap.reading.finding.kinds import Kinds, kinds_of
from overlap.reading.records import quoted
from overlap.reading.values.typed_value import FLAGS

MOST_VALUES = 60  # of a column, the most frequent: its words, if it has few
_EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"
_FLAGS = frozenset(word for words in FLAGS for word in words)


@dataclass(frozen=True)
class Column:
    """One column of a file. Shares are of the `filled` values; `values` are the most frequent with their counts.

    `counted` is the share that may count days or seconds, `signs` the currencies beside its numbers with their counts.
    """

    name: str
    place: int
    count: int
    filled: int
    distinct: int
    numbers: float
    whole: float
    dates: float
    clocks: float
    offsets: float
    flags: float
    emails: float
    length: float
    values: tuple[tuple[str, int], ...]
    blanks: tuple[str, ...] = ()
    counted: float = 0.0
    signs: tuple[tuple[str, int], ...] = ()

    @property
    def is_key(self) -> bool:
        """Whether each record has a value of its own."""
        return self.count > 0 and self.filled == self.count and self.distinct == self.count

    @property
    def has_few_values(self) -> bool:
        """Whether `values` are all there are."""
        return self.distinct <= MOST_VALUES


@dataclass(frozen=True)
class _Texts:
    """The texts of a column: an SQL expression of those that stand for something, and what was seen of them first."""

    sql: str
    blanks: tuple[str, ...]
    values: tuple[tuple[str, int], ...]


def facts(connection: duckdb.DuckDBPyConnection, table: str, names: tuple[str, ...]) -> tuple[Column, ...]:
    """The facts of every column of a table of texts, whose columns are called c0, c1, ..."""
    texts = [_texts(connection, table, place) for place in range(len(names))]
    bound = {f"blanks_{place}": list(each.blanks) for place, each in enumerate(texts) if each.blanks}
    shapes = shapes_of(connection, table, {str(place): each.sql for place, each in enumerate(texts)}, bound)
    return tuple(
        _facts(connection, table, name, place, texts[place], kinds_of(shapes[str(place)]))
        for place, name in enumerate(names)
    )


def _texts(connection: duckdb.DuckDBPyConnection, table: str, place: int) -> _Texts:
    text = quoted(f"c{place}")
    top = connection.execute(
        f"select {text}, count(*) from {table} where {text} is not null"
        f" group by 1 order by 2 desc, 1 limit {MOST_VALUES}"
    ).fetchall()
    known = synonyms().blank
    blanks = tuple(value for value, _ in top if value in known)
    sql = f"case when not list_contains($blanks_{place}::varchar[], {text}) then {text} end" if blanks else text
    return _Texts(sql, blanks, tuple((value, seen) for value, seen in top if value not in blanks))


def _facts(
    connection: duckdb.DuckDBPyConnection, table: str, name: str, place: int, texts: _Texts, kinds: Kinds
) -> Column:
    bound = {f"blanks_{place}": list(texts.blanks)} if texts.blanks else {}
    row = connection.execute(
        f"""
        select count(*), count(text), count(distinct text), count(*) filter (regexp_full_match(text, $email)),
            coalesce(avg(length(text)), 0)
        from (select {texts.sql} as text from {table})
        """,
        {**bound, "email": _EMAIL},
    ).fetchone()
    count, filled, distinct, emails, length = row or (0,) * 5
    of = max(filled, 1)
    return Column(
        name=name,
        place=place,
        count=count,
        filled=filled,
        distinct=distinct,
        numbers=kinds.numbers / of,
        whole=kinds.whole / of,
        dates=kinds.dates / of,
        clocks=kinds.clocks / of,
        offsets=kinds.offsets / of,
        flags=sum(seen for value, seen in texts.values if value.casefold() in _FLAGS) / of,
        emails=emails / of,
        length=length,
        values=texts.values,
        blanks=texts.blanks,
        counted=kinds.counted / of,
        signs=kinds.signs,
    )
