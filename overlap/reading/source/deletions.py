"""Lists of what was deleted since: a file `deleted_contacts` of the keys of contacts that are there no more."""

from dataclasses import replace

from overlap.reading.source.raw_file import RawFile, Source


def deletions(file: RawFile) -> RawFile | None:
    """The list of what was deleted of that kind: its names, and the key alone; none for records without a key."""
    if not file.key:
        return None
    columns = tuple(replace(column, refers=None) for column in file.columns if column.name in file.key)
    names = tuple(name for pattern in file.names for name in (f"deleted_{pattern}", f"{pattern}_deleted"))
    return RawFile(f"deleted_{file.table}", names, file.key, columns, zone=file.zone, utc_marks=file.utc_marks)


def kinds(source: Source) -> tuple[RawFile, ...]:
    """Every kind of file that may lie in an export of the source, lists of deletions too."""
    return (*source.files, *(gone for file in source.files if (gone := deletions(file))))
