"""Files that fill a canonical table as they are: their columns take type and rules from the contract, by its names."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from overlap.contract import BY_NAME, Column, Table
from overlap.errors import InputError, nearest


def table_named(name: str, where: str) -> Table:
    """The canonical table. Raises InputError with the nearest one."""
    if name not in BY_NAME:
        near = nearest(name, list(BY_NAME))
        raise InputError(f"{where}: fills says that it is a table of ours, and none is called so.{near}")
    return BY_NAME[name]


def filling_column(table: Table, name: str, declared: Mapping[str, Any], where: str) -> Column:
    """The contract's column with what the source says of it; with a header it goes by that alone. Raises InputError."""
    names = [column.name for column in table.columns]
    if name not in names:
        raise InputError(f"{where}: {table.name} has no column {name}.{nearest(name, names)}")
    ours = table.column(name)
    words = (*declared.get("words", ()), *ours.words)
    for _, word in declared.get("words", ()):
        if ours.allowed and word not in ours.allowed:
            raise InputError(f'{where} {name}: "{word}" is none of our words.{nearest(word, ours.allowed)}')
    return replace(ours, **{**declared, "words": words}, is_header_only=bool(declared.get("header")))


def fitted(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns without rules about others that the file does not have."""
    there = {column.name for column in columns}
    return tuple(
        replace(
            column,
            filled_when=column.filled_when if column.filled_when and column.filled_when[0] in there else None,
            planned_when=column.planned_when if column.planned_when and column.planned_when[0] in there else None,
        )
        for column in columns
    )
