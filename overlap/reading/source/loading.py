"""`load_source`: a source folder's `source.toml`, with its files in an order in which each can be judged."""

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from overlap.choices import answers_of
from overlap.errors import InputError
from overlap.reading.finding.ways import FOUND
from overlap.reading.source.asked import asked_of
from overlap.reading.source.cleaning import Cleaning
from overlap.reading.source.declared_files import as_loaded, contract_files, declared_files, shaped
from overlap.reading.source.entries import only, texts, zone_of
from overlap.reading.source.raw_file import RawFile, Source
from overlap.reading.source.sql_files import shared_rooms, sql_files
from overlap.tomlfile import read_toml

_SOURCE_FIELDS = (
    "about", "zone", "contract", "blank", "format", "files", "questions", "choices", "prefixes", "utc_marks",
    "shared",
)  # fmt: skip


def load_source(folder: Path) -> Source:
    """The source that `folder/source.toml` declares. Raises InputError: absent, not TOML, or wrongly declared."""
    path = folder / "source.toml"
    try:
        declared = read_toml(path)
    except FileNotFoundError:
        raise InputError(f'There is no source "{folder.name}": {path} does not exist.') from None
    only(declared, _SOURCE_FIELDS, str(path))
    prefixes = texts(declared.get("prefixes", []), f"{path}: prefixes", "property_")
    marks = texts(declared.get("utc_marks", []), f"{path}: utc_marks", "_synced")
    is_contract = bool(declared.get("contract", False))
    cleaning = Cleaning(format=None if is_contract else FOUND).under(declared, str(path))
    shared = shared_rooms(declared.get("shared", []), str(path))
    files = contract_files(cleaning) if is_contract else declared_files(declared.get("files", {}), path, cleaning)
    if not is_contract:
        files = shaped(files, sql_files((folder, *shared)))
    return Source(
        name=folder.name,
        about=declared.get("about", ""),
        zone=zone_of(declared.get("zone"), path),
        files=_in_order(tuple(as_loaded(file, prefixes, marks) for file in files), path),
        folder=folder,
        is_contract=is_contract,
        shared=shared,
        questions=asked_of(declared.get("questions", {}), str(path)),
        choices=answers_of(declared.get("choices", {}), f"{path} [choices]"),
    )


def _in_order(files: tuple[RawFile, ...], path: Path) -> tuple[RawFile, ...]:
    by_table = {file.table: file for file in files}
    graph: dict[str, list[str]] = {}
    for file in files:
        graph[file.table] = []
        for column in file.columns:
            if column.refers is None:
                continue
            table, _, name = column.refers.partition(".")
            if table not in by_table or name not in (known.name for known in by_table[table].columns):
                raise InputError(
                    f'{path}: {file.table}.{column.name} refers to "{column.refers}", which is not declared.'
                )
            if column.orphans == "reject" and table != file.table:
                graph[file.table].append(table)
                if column.refers == "leads.lead_id" and not file.has_merges:
                    graph[file.table] += [each.table for each in files if each.has_merges]
    try:
        return tuple(by_table[table] for table in TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise InputError(f"{path}: {' -> '.join(error.args[1])} refer to each other in a circle.") from None
