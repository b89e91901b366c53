"""What codes are called where people read them, from config/labels.toml; addresses and exports keep the codes."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import polars as pl

from overlap.settings import PROJECT

LABELS = PROJECT / "config" / "labels.toml"
CODED = frozenset(
    {
        "channel", "segment", "role", "kind", "stage", "next_stage", "reason", "reject_reason", "lost_reason",
        "outcome", "ended_as", "latest_stage", "touch_kind", "activity_kind", "deal_kind", "direction",
    }
)  # fmt: skip
PATHS = frozenset({"sequence"})
_THEN = " > "
_CODE = re.compile(r"[a-z]+(_[a-z]+)+")


@cache
def known(path: Path = LABELS) -> dict[str, str]:
    """Label by code."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def of(value: str) -> str:
    """A value of a coded column: its label, a code of `lower_case_words` as words, and anything typed as it is."""
    return known().get(value) or (prettified(value) if _CODE.fullmatch(value) else value)


def of_path(value: str) -> str:
    """Codes one after another, such as the orders of contact: each by its label."""
    return _THEN.join(of(step) for step in value.split(_THEN))


def of_all(codes: pl.Series, called: Callable[[str], str]) -> pl.Series:
    """What each code of a column is called.

    By Python and in no expression of Polars: there one of its own threads would call it, and wait for the thread that
    holds the interpreter and itself waits for Polars, forever.
    """
    return pl.Series(codes.name, [None if code is None else called(code) for code in codes], pl.String)


def of_name(value: str) -> str:
    """A value that may be a code or a name somebody typed, such as a group's: only what is listed is relabelled."""
    return known().get(value, value)


def prettified(code: str) -> str:
    """`cold_call` -> `Cold call`."""
    said = code.replace("_", " ")
    return said[:1].upper() + said[1:]
