"""Functions that headers name: `then: markov.removal_effects` is that function of that module here."""

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from inspect import getdoc
from pathlib import Path

import polars as pl

from overlap.numerics.given import Given
from overlap.numerics.threads import one_thread

Then = Callable[[pl.DataFrame, Given], pl.DataFrame]

_ROOM = Path(__file__).parent


def function(name: str) -> Then:
    """The function `module.function` of this room. Raises ImportError, AttributeError: a bug of the header."""
    module, _, wanted = name.partition(".")
    found = getattr(import_module(f"overlap.numerics.{module}"), wanted)
    one_thread(module)
    return found


def explained(name: str) -> str:
    """What that function says of itself: its formula and source."""
    return getdoc(function(name)) or ""


def numerics_hash() -> str:
    """Moves when any code here does: what was built with it is then built anew."""
    return sha256(b"".join(path.read_bytes() for path in sorted(_ROOM.glob("*.py")))).hexdigest()
