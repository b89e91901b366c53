"""The source of a name: one that comes with Overlap, or one that a company has made of its own files."""

from pathlib import Path

from overlap.errors import InputError, nearest
from overlap.reading import Source, load_source
from overlap.sqlfile import QUERIES
from overlap.warehouse.source import own_sources

SOURCES = QUERIES / "sources"


def source_named(name: str, own: Path | None = None) -> Source:
    """The source of that name: one that comes with Overlap, or of the folder of the company's `own`.

    Raises InputError with the nearest one.
    """
    if own and name in own_sources.names(own):
        return load_source(own / name)
    shipped = own_sources.names(SOURCES)
    if name not in shipped:
        known = [*shipped, *(own_sources.names(own) if own else ())]
        raise InputError(f'There is no source "{name}": Overlap reads {", ".join(known)}.{nearest(name, known)}')
    return load_source(SOURCES / name)
