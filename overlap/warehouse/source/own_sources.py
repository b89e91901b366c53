"""Where the sources lie that a company has made of its own files, and what they are called."""

from pathlib import Path

from overlap.warehouse.generations.layout import Warehouse

_FOLDER = "sources"


def folder_of(warehouse: Warehouse) -> Path:
    """The folder of the company's own sources, beside its warehouse; it may not be there."""
    return warehouse.folder.parent / _FOLDER


def names(folder: Path) -> tuple[str, ...]:
    """The sources of a folder, in order of name."""
    found = (path.parent.name for path in folder.glob("*/source.toml"))
    return tuple(sorted(name for name in found if not name.startswith(".")))
