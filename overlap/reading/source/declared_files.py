"""The files that a source.toml declares, and those of Overlap's own tables."""

import codecs
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from overlap.contract import TABLES
from overlap.errors import InputError, nearest
from overlap.reading.finding.surroundings import LOOKED_AT
from overlap.reading.finding.ways import Decimal
from overlap.reading.source.cleaning import Cleaning
from overlap.reading.source.columns import declared_column, refuse_lost_signs, refuse_shared_names
from overlap.reading.source.entries import only, texts, zone_of
from overlap.reading.source.plain_files import fitted, table_named
from overlap.reading.source.raw_file import RawFile, Told
from overlap.words import shown

_FILE_FIELDS = (
    "names", "zone", "encoding", "separator", "skip", "footer", "decimal", "key", "same_by", "required", "fills",
    "blank", "format", "columns",
)  # fmt: skip


def contract_files(cleaning: Cleaning) -> tuple[RawFile, ...]:
    return tuple(
        RawFile(
            table.name,
            (table.name,),
            table.key,
            tuple(map(cleaning.of, table.columns)),
            required=table.name == "leads",
            has_merges=table.name == "merged_leads",
            is_one=True,
        )
        for table in TABLES
    )


def declared_files(declared: dict[str, dict], path: Path, cleaning: Cleaning) -> tuple[RawFile, ...]:
    if not isinstance(declared, dict) or not declared:
        raise InputError(f"{path} names no files. Give it a table [files.<name>].")
    files = tuple(_declared_file(table, entry, path, cleaning) for table, entry in declared.items())
    return _linked(files)


def _declared_file(table: str, entry: dict, path: Path, cleaning: Cleaning) -> RawFile:
    where = f"{path} [files.{table}]"
    only(entry, _FILE_FIELDS, where)
    own = cleaning.under(entry, where)
    fills = bool(entry.get("fills", False))
    ours = table_named(table, where) if fills else None
    given = entry.get("columns", {}).items()
    columns = fitted(tuple(declared_column(name, column, where, own, ours) for name, column in given))
    names = [column.name for column in columns]
    if not columns:
        raise InputError(f"{where} names no columns.")
    refuse_shared_names(columns, where)
    refuse_lost_signs(columns, where)
    for said in ("key", "same_by"):
        for part in entry.get(said, ()):
            if part not in names:
                raise InputError(f'{where}: {said} "{part}" is no column.{nearest(part, names)}')
    key = ours.key if ours and set(ours.key) <= set(names) else ()
    return RawFile(
        table=table,
        names=texts(entry.get("names", [table]), f"{where}: names", "contacts*") or (table,),
        key=tuple(entry.get("key", key)),
        columns=columns,
        required=entry.get("required", False),
        has_merges=fills and table == "merged_leads",
        zone=zone_of(entry.get("zone"), where),
        fills=fills,
        decimal=_decimal(entry.get("decimal"), where),
        encoding=_encoding(entry.get("encoding"), where),
        told=_told(entry, where),
        same_by=tuple(entry.get("same_by", ())),
    )


def _encoding(declared: object, where: str) -> str | None:
    try:
        return None if declared is None else codecs.lookup(str(declared)).name
    except LookupError:
        raise InputError(f'{where}: encoding {shown(declared)} is unknown. Use a name such as "cp1252".') from None


def _told(entry: dict, where: str) -> Told:
    separator, skip = entry.get("separator"), entry.get("skip")
    if separator is not None and (not isinstance(separator, str) or len(separator) != 1 or not separator.isascii()):
        raise InputError(f'{where}: separator {shown(separator)} is no single character such as ";".')
    if skip is not None and (not isinstance(skip, int) or not 0 <= skip < LOOKED_AT):
        raise InputError(f"{where}: skip {shown(skip)} is no number of lines above the header, up to {LOOKED_AT}.")
    return Told(separator, skip, texts(entry.get("footer", []), f"{where}: footer", "Confidential"))


def _decimal(declared: object, where: str) -> Decimal | None:
    if declared not in (None, ".", ","):
        raise InputError(f'{where}: decimal {shown(declared)} is neither "." nor ",".')
    return declared


def _linked(files: tuple[RawFile, ...]) -> tuple[RawFile, ...]:
    """Those that fill tables point only to tables that are filled too: the others have nothing to be judged against."""
    there = {f"{file.table}.{column.name}" for file in files for column in file.columns}
    return tuple(
        replace(file, columns=tuple(c if c.refers in there else replace(c, refers=None) for c in file.columns))
        if file.fills
        else file
        for file in files
    )


def shaped(files: tuple[RawFile, ...], statements: Collection[str]) -> tuple[RawFile, ...]:
    """Those whose rows a statement shapes may hold a date beside any word: what it means is settled there."""
    return tuple(
        replace(
            file, columns=tuple(replace(c, filled_when=None, event=False) if c.filled_when else c for c in file.columns)
        )
        if file.fills and file.table in statements
        else file
        for file in files
    )


def as_loaded(file: RawFile, prefixes: tuple[str, ...], marks: tuple[str, ...]) -> RawFile:
    """The file as a loader may have written it: columns go by their names with each prefix too, marks tell of UTC."""
    columns = tuple(
        replace(
            column,
            header=(*column.header, *(prefix + name for prefix in prefixes for name in (*column.header, column.name))),
        )
        for column in file.columns
    )
    return replace(file, columns=columns, utc_marks=frozenset(mark.casefold() for mark in marks))
