"""What the name of a file says about the next one of its kind: figures change, words stay."""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

_FIGURES = re.compile(r"\d[\d\-_.: ]*\d|\d")
_PATTERN = re.compile(r"[*?\[\]]")


def pattern_of(name: str, others: Sequence[str]) -> str:
    """A pattern for the name without its ending: figures are any, unless another file would then be meant too."""
    stem = stem_of(name)
    if _PATTERN.search(stem):
        stem = _PATTERN.sub("?", stem)
    loose = _FIGURES.sub("*", stem)
    alike = [other for other in others if other != name and fnmatchcase(stem_of(other).casefold(), loose.casefold())]
    return stem if alike or not loose.strip("*") else loose


def stem_of(name: str) -> str:
    """The name without its ending."""
    return name.rpartition(".")[0] or name
