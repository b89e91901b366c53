"""The export folder appears whole or not at all, and never in the place of anything but an older demo export."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from overlap.contract import BY_NAME
from overlap.errors import UsageError

TRUTH = "truth.json"
HOUSE = "house.toml"
_OURS = {TRUTH, HOUSE, *(f"{name}{suffix}" for name in BY_NAME for suffix in (".csv", ".parquet"))}


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A temporary folder beside `out` that takes its place when the block ends well, and vanishes when it does not.

    Raises UsageError where `out` is a file, or a folder that holds anything but an older demo export.
    """
    out = out.absolute()
    _refuse_foreign(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        fresh = beside / "new"
        fresh.mkdir()
        yield fresh
        _refuse_foreign(out)
        if out.exists():
            out.replace(beside / "old")
        fresh.replace(out)
    finally:
        shutil.rmtree(beside)


def _refuse_foreign(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file. Name a folder for the demo company.")
    found = {path.name for path in out.iterdir()} if out.exists() else set()
    if not found:
        return
    if TRUTH not in found:
        raise UsageError(f"{out} is not empty and holds no older demo company ({TRUTH}). Name another folder.")
    if found - _OURS:
        name = min(found - _OURS)
        raise UsageError(f"{out} holds {name}, which is not part of a demo company. Move it, or name another folder.")
