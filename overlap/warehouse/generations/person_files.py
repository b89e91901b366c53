"""Where a company keeps the key that people are hashed with, and the list of who is forgotten: beside its warehouse."""

from pathlib import Path

from overlap.personal import Key, KeyFile
from overlap.personal.forgotten import NAME as FORGOTTEN
from overlap.personal.forgotten import ForgottenList
from overlap.personal.key_file import NAME
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.hidden import fingerprints
from overlap.warehouse.generations.layout import Warehouse


def key_file_of(warehouse: Warehouse, resources: Resources) -> KeyFile:
    """The key's file: the one the setting `key_file` names, else beside the warehouse."""
    return KeyFile(resources.key_file or warehouse.folder.parent / NAME)


def key_file_aside(warehouse: Warehouse | None, resources: Resources, folder: Path) -> KeyFile:
    """The same; where there is none yet, one that goes with the folder, since a check leaves nothing behind."""
    found = key_file_of(warehouse, resources) if warehouse else None
    return found if found and (found.path.exists() or used(warehouse)) else KeyFile(folder / NAME)


def forgotten_of(warehouse: Warehouse) -> ForgottenList:
    """The list of who is forgotten."""
    return ForgottenList(warehouse.folder.parent / FORGOTTEN)


def used(warehouse: Warehouse | None) -> set[str]:
    """The fingerprints of the keys that the company's data were hashed with: one, unless something is wrong."""
    return fingerprints(warehouse.kept()) | forgotten_of(warehouse).used() if warehouse else set()


def key_of(warehouse: Warehouse, resources: Resources) -> Key:
    """The company's key, made where nothing was hashed yet. Raises InputError."""
    return key_file_of(warehouse, resources).key(used(warehouse))
