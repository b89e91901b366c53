"""What each way of reading hands to the judgement: a relation of records and where each column's text stands."""

from dataclasses import dataclass, field
from typing import Any, Literal

# The blanks that a text may begin or end with: none, nor is one empty; spaces; others, too.
Blanks = Literal["none", "spaces", "any"]


@dataclass(frozen=True)
class Given:
    """One declared column of a relation: the SQL of its text, and of its value where Parquet already holds the type.

    `is_local`: the typed value is a naive time. `is_date_only` is known only of typed values.
    """

    text: str
    typed: str | None = None
    is_local: bool = False
    is_date_only: bool = False


@dataclass(frozen=True)
class Records:
    """`relation` is a FROM clause with the parameters `bound`, `line` the SQL of a record's place in the file.

    `count` are the file's records, counted apart from the relation; `ragged` of them stand in `_ragged` instead.
    `place` is the word for a `line`: Parquet has rows, counted from 1. `has_lines`: `line` holds. `blanks` may
    stand around a text. `seen` are the placeholders that stand somewhere in the file,
    None where nobody looked.
    """

    relation: str
    given: dict[str, Given]
    line: str
    count: int
    ragged: int = 0
    place: str = "line"
    blanks: Blanks = "any"
    seen: frozenset[str] | None = None
    has_lines: bool = True
    bound: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """The accepted rows of an earlier file of the same kind: `table` holds them."""

    file: str
    table: str


def quoted(name: str) -> str:
    """`name` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
