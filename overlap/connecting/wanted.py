"""Which fields of a CRM's object are pulled: those that the source reads, by the names it knows them by."""

from collections.abc import Iterable
from dataclasses import dataclass

from overlap.reading import Source
from overlap.reading.files.named_columns import known_names
from overlap.reading.folding import folded


@dataclass(frozen=True)
class Field:
    """A field as the CRM describes it. One that `is_custom` was made by the company, which may have named it anyhow."""

    name: str
    label: str
    kind: str
    is_custom: bool


@dataclass(frozen=True)
class Wanted:
    """A field that is pulled, and what the loader table calls it."""

    name: str
    column: str
    kind: str


def wanted(fields: Iterable[Field], source: Source, table: str, prefix: str = "") -> tuple[Wanted, ...]:
    """The fields that a column of the source's raw table goes by: by name, those of the company by label too."""
    known = known_names(source.file(table))
    found: dict[str, Wanted] = {}
    for field in sorted(fields, key=lambda each: (each.is_custom, each.name)):
        if folded(field.name) in known:
            column = prefix + field.name
        elif field.is_custom and folded(field.label) in known:
            column = field.label
        else:
            continue
        found.setdefault(folded(column), Wanted(field.name, column, field.kind))
    return tuple(found.values())


def has_column(source: Source, table: str, column: str) -> bool:
    """Whether the source reads that column of the raw table."""
    return any(each.name == column for each in source.file(table).columns)
