"""Values as TOML writes them; Python's library reads TOML and does not write it."""

import json
import re
from collections.abc import Iterable, Mapping

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def text(value: str) -> str:
    """A basic string."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def key(name: str) -> str:
    """A key, quoted where it must be."""
    return name if _BARE.fullmatch(name) else text(name)


def listed(values: Iterable[str]) -> str:
    """A list of texts in one line."""
    return f"[{', '.join(map(text, values))}]"


def table(values: Mapping[str, str]) -> str:
    """An inline table of what is written already."""
    return "{ " + ", ".join(f"{key(name)} = {written}" for name, written in values.items()) + " }"
