"""What a table of the contract is made of: its grain, its columns, and what a value of each may be.

A column's `refers` names the table and column it points to. `orphans="reject"` turns a record that points nowhere
into a reject; `orphans="keep"` keeps the record under an explicit unknown and a `warn` check counts it, because
dropping it would drop money or work. `event` marks an instant or day that has happened: it can never lie after as-of.
Planned dates (a renewal's due date, the end of a campaign) are no events; a column that is
`planned_when` another one holds a word is none in that row. `personal` says what of a person a value is: an e-mail
address, the name of a lead, another text about one, of the people in sales (`staff`), or a past value of whatever the
record's `about_of` names (`history`).
`header` are other names it goes by in a file, or the only ones where it `is_header_only`. `words` are other spellings
of the allowed ones, in small letters.
A value that is `known_with` an event of its row is not known before it. A value is filled exactly when the column that
`filled_when` names holds one of its words. `blank` are words of a file that stand for nothing, `format` is how it
writes days, times and numbers: `found` from all values of the column, or the name of a way, or none: as YYYY-MM-DD and
1234.50; `written` is what was found in one file. A number is multiplied by its `scale`. An `id` is one text however it
is written; values to `fold` are spelled alike where only case, spaces or invisible characters differ. A `percent` is
kept as a share, a `duration` as seconds; `upper` values are codes, written in capitals whatever the file says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from overlap.contract.value_forms import Written

Type = Literal[
    "text", "integer", "number", "money", "share", "percent", "rate", "time", "day", "duration", "flag", "list"
]

Personal = Literal["", "email", "name", "text", "staff", "history"]

SQL_TYPES: dict[str, str] = {
    "text": "varchar",
    "integer": "bigint",
    "number": "decimal(28, 9)",
    "money": "decimal(18, 2)",
    "share": "decimal(9, 6)",
    "percent": "decimal(9, 6)",
    "rate": "decimal(18, 9)",
    "time": "timestamptz",
    "day": "date",
    "duration": "bigint",
    "flag": "boolean",
    "list": "varchar[]",
}


@dataclass(frozen=True)
class Column:
    """One column of a table: what a value may be and what it means."""

    name: str
    type: Type
    about: str = ""
    required: bool = False
    allowed: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    low: float | None = None
    high: float | None = None
    refers: str | None = None
    orphans: Literal["reject", "keep"] = "reject"
    event: bool = False
    planned_when: tuple[str, tuple[str, ...]] | None = None
    personal: Personal = ""
    known_with: str | None = None
    filled_when: tuple[str, tuple[str, ...]] | None = None
    header: tuple[str, ...] = ()
    is_header_only: bool = False
    blank: tuple[str, ...] = ()
    format: str | None = None
    scale: float | None = None
    id: Literal["plain", "salesforce"] | None = None
    fold: bool = False
    written: Written | None = None
    upper: bool = False
    sign: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names it goes by in a file, the likelier ones first."""
        return self.header if self.is_header_only else (self.name, *self.header)

    @property
    def called(self) -> str:
        """What a person who looks at the file would call it."""
        return self.header[0] if self.header else self.name

    @property
    def sql_type(self) -> str:
        """The DuckDB type a value of this column has in `canonical.<table>`."""
        return SQL_TYPES[self.type]


def about_of(columns: Iterable[Column]) -> Column | None:
    """Which column of a history says what its values are values of."""
    return next((column for column in columns if column.name in ("attribute", "property")), None)


@dataclass(frozen=True)
class Table:
    """One canonical table: its grain (`key`) and its columns. `happened` is the event that makes a row exist."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...] = field(repr=False)
    happened: str | None = None

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        return next(column for column in self.columns if column.name == name)

    @property
    def times(self) -> tuple[Column, ...]:
        """The timestamp columns; each has a companion `<name>_is_date_only` in the canonical table."""
        return tuple(column for column in self.columns if column.type == "time")

    @property
    def stored(self) -> tuple[tuple[str, str], ...]:
        """(column, SQL type) of the canonical table as it is created, `source` first, date-only flags last."""
        flags = tuple((f"{column.name}_is_date_only", "boolean") for column in self.times)
        return (("source", "varchar"), *((column.name, column.sql_type) for column in self.columns), *flags)
