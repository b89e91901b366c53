"""The SQL of a source: what lies beside its `source.toml`, and in the rooms it shares with other sources."""

from collections.abc import Sequence
from pathlib import Path

from overlap.errors import InputError, nearest
from overlap.reading.source.entries import texts
from overlap.sqlfile import QUERIES

ROOMS = QUERIES / "sources"


def shared_rooms(declared: object, where: str) -> tuple[Path, ...]:
    """The folders of the rooms that `shared` names. Raises InputError with the nearest one."""
    rooms = [path.name for path in sorted(ROOMS.iterdir()) if path.is_dir() and not (path / "source.toml").exists()]
    names = texts(declared, f"{where}: shared", "crm")
    for name in names:
        if name not in rooms:
            raise InputError(f'{where}: shared "{name}" is no room of {ROOMS}.{nearest(name, rooms)}')
    return tuple(ROOMS / name for name in names)


def sql_files(folders: Sequence[Path], room: str = "") -> dict[str, Path]:
    """Every `<name>.sql` of the folders' `room`, by name. Raises InputError for a name that two folders have."""
    found: dict[str, Path] = {}
    for path in (path for folder in folders for path in sorted((folder / room).glob("*.sql"))):
        if path.stem in found:
            raise InputError(f"{path} has the name of {found[path.stem]}. A shared statement is not written again.")
        found[path.stem] = path
    return dict(sorted(found.items()))
