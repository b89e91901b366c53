"""What the name of a file says about the next one of its kind: figures change, words stay."""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

_FIGURES = re.compile(r"\d[\d\-_.: ]*\d|\d")
_PATTERN = re.compile(r"[*?\[\]]")


def pattern_of(stem: str, others: Sequence[str]) -> str:
    """A pattern for a name without its ending: figures are any, unless one of the other names would be meant too."""
    plain = _PATTERN.sub("?", stem)
    loose = _FIGURES.sub("*", plain)
    is_shared = any(fnmatchcase(other.casefold(), loose.casefold()) for other in others)
    return plain if is_shared or not loose.strip("*") else loose
