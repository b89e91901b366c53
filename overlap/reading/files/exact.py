"""The path of one file as DuckDB must be told it: never a pattern, and never values read off the names of folders."""

import re
from pathlib import Path

from overlap.errors import InputError

_PATTERN = re.compile(r"([*?\[])")


def exact(path: Path) -> str:
    """`path` as DuckDB takes it literally: a folder named `p[1]` is that folder, not its neighbour `p1`.

    Folders named `region=AMER` are no values either: every reading says `hive_partitioning = false`.
    Raises InputError for a backslash beside a character of patterns: nothing makes DuckDB take both literally.
    """
    text = str(path.absolute())
    if "\\" in text and _PATTERN.search(text):
        raise InputError(f"{text} has a backslash and one of * ? [ in its name. Copy the folder to a plainer name.")
    return _PATTERN.sub(r"[\1]", text)
