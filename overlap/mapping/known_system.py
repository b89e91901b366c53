"""Whether the files of a folder are the export of a system that Overlap knows, by their names and columns."""

from collections.abc import Sequence
from pathlib import Path

from overlap.errors import InputError
from overlap.mapping.next_export import header_names, pieces_in
from overlap.reading import Source
from overlap.reading.files.archives import Limits
from overlap.reading.files.pieces import sorted_out
from overlap.reading.folding import folded
from overlap.reading.source import RawFile

_MOST = 0.6  # of the files


def known_system(folder: Path, sources: Sequence[Source], limits: Limits, scratch: Path) -> str | None:
    """The name of the source that most of the files are of, None where none is."""
    shares = {source.name: _share(folder, source, limits, scratch) for source in sources}
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best and shares[best] >= _MOST else None


def _share(folder: Path, source: Source, limits: Limits, scratch: Path) -> float:
    """How many of the files have a name and all needed columns of a file of the source."""
    try:
        pieces = pieces_in(folder, limits)
        fitting = sorted_out(pieces, source.files, folder)
    except InputError:
        return 0.0
    found = set()
    for file in source.files:
        for piece in fitting.get(file.table, ()):
            if _has_all(file, header_names(piece, source, scratch, limits)):
                found.add(piece.name)
    is_whole = all(file.table in fitting for file in source.files if file.required)
    return len(found) / len(pieces) if pieces and is_whole else 0.0


def _has_all(file: RawFile, header: Sequence[str]) -> bool:
    there = {folded(name) for name in header}
    return all(any(folded(name) in there for name in column.names) for column in file.columns if file.must_hold(column))
