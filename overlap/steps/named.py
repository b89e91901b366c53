"""Steps that headers name: `then: overlap.credit.markov.removal_effects` is that function, by its whole path."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib import import_module
from inspect import getdoc
from pathlib import Path

import polars as pl

from overlap.stats.threads import one_thread
from overlap.steps.given import Given

Step = Callable[[pl.DataFrame, Given], pl.DataFrame]

_OVERLAP = Path(__file__).parents[1]
_CODE = (
    "stats/*.py",
    "steps/*.py",
    "subjects/*.py",
    "subjects/*/steps/*.py",
    "credit/*.py",
    "limits.py",
    "agreements/working_week.py",
)


def step(path: str) -> Step:
    """The function of that path. Raises ImportError, AttributeError: a bug of the header."""
    module, _, name = path.rpartition(".")
    found = getattr(import_module(module), name)
    one_thread(module)
    return found


def docstring(path: str) -> str:
    """What that function says of itself: its formula and source."""
    return getdoc(step(path)) or ""


@cache
def steps_hash() -> str:
    """Moves when the code of any step does: what was built with it is then built anew. A process runs one code."""
    files = sorted(path for pattern in _CODE for path in _OVERLAP.glob(pattern))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
