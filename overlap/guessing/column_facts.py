"""What the values of a whole column look like: how many there are, of what kind, which are most frequent."""

from dataclasses import dataclass
from typing import Any

import duckdb

from overlap.guessing.synonyms import synonyms
from overlap.reading.records import quoted

MOST_VALUES = 60  # of a column, the most frequent: its words, if it has few
_EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"
_NUMBER = r"[-+(]?\s*(?:[A-Z]{3}\s?|[$€£¥₹]\s?)?-?(?:\d[\d.,'’\s\x{00A0}]*|[.,]\d+)\s?(?:[KkMm]|%|[$€£¥₹]|[A-Z]{3})?\)?"
_WHOLE = r"[-+]?\d{1,3}(?:[.,' ]?\d{3})*(?:\.0+)?|[-+]?\d+(?:\.0+)?"
_DATE = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ].*)?"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?:[ ,T].*)?"
    r"|\d{1,2}(?:\.|er|º)?[ -](?:de )?\pL{3,10}\.?,?[ -](?:del? )?\d{2,4}.*"
    r"|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}.*"
)
_DAYS_AS_NUMBERS = r"(?:19|20)\d{6}"
_OFFSET = r":\d\d.*(?:Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)$"
_FLAG = r"(?i)true|false|yes|no|y|n|t|f|0|1|x"


@dataclass(frozen=True)
class Column:
    """One column of a file. Shares are of the `filled` values; `values` are the most frequent with their counts."""

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

    @property
    def is_key(self) -> bool:
        """Whether each record has a value of its own."""
        return self.count > 0 and self.filled == self.count and self.distinct == self.count

    @property
    def has_few_values(self) -> bool:
        """Whether `values` are all there are."""
        return self.distinct <= MOST_VALUES


def facts(connection: duckdb.DuckDBPyConnection, table: str, names: tuple[str, ...]) -> tuple[Column, ...]:
    """The facts of every column of a table of texts, whose columns are called c0, c1, ..."""
    return tuple(_facts(connection, table, name, place) for place, name in enumerate(names))


def _facts(connection: duckdb.DuckDBPyConnection, table: str, name: str, place: int) -> Column:
    text = quoted(f"c{place}")
    top = connection.execute(
        f"select {text}, count(*) from {table} where {text} is not null"
        f" group by 1 order by 2 desc, 1 limit {MOST_VALUES}"
    ).fetchall()
    known = synonyms().blank
    blanks = tuple(value for value, _ in top if value in known)
    bound: dict[str, Any] = {
        "blanks": list(blanks), "number": _NUMBER, "whole": _WHOLE, "date": _DATE, "packed": _DAYS_AS_NUMBERS,
        "flag": _FLAG, "email": _EMAIL, "offset": _OFFSET,
    }  # fmt: skip
    row = (
        connection.execute(
            f"""
        select count(*), count(text), count(distinct text),
            count(*) filter (regexp_full_match(text, $number)),
            count(*) filter (regexp_full_match(text, $whole)),
            count(*) filter (regexp_full_match(text, $date)),
            count(*) filter (regexp_full_match(text, $packed)),
            count(*) filter (regexp_full_match(text, $date) and contains(text, ':')),
            count(*) filter (regexp_full_match(text, $date) and regexp_matches(text, $offset)),
            count(*) filter (regexp_full_match(text, $flag)),
            count(*) filter (regexp_full_match(text, $email)),
            coalesce(avg(length(text)), 0)
        from (select case when not list_contains($blanks::varchar[], {text}) then {text} end as text from {table})
        """,
            bound,
        ).fetchone()
        or (0,) * 12
    )
    count, filled, distinct, numbers, whole, dates, packed, clocks, offsets, flags, emails, length = row
    of = max(filled, 1)
    return Column(
        name=name,
        place=place,
        count=count,
        filled=filled,
        distinct=distinct,
        numbers=numbers / of,
        whole=whole / of,
        dates=max(dates, packed if packed == filled else 0) / of,
        clocks=clocks / of,
        offsets=offsets / of,
        flags=flags / of,
        emails=emails / of,
        length=length,
        values=tuple((value, seen) for value, seen in top if value not in blanks),
        blanks=blanks,
    )
