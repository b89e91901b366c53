"""What the files of a source say, as text to hash: a comment, a line break or the order of keys says nothing."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb


def contents(folder: Path) -> list[str]:
    """Each file of a source that the reader reads, by name, with what it says."""
    found = sorted(folder.rglob("*"))
    return [f"{path.relative_to(folder)} {text}" for path in found if (text := _content(path)) is not None]


def as_text(values: Mapping[str, Any]) -> str:
    """The same text for equal tables of TOML, whatever their order of keys."""
    return json.dumps(values, sort_keys=True, default=repr)


def _content(path: Path) -> str | None:
    if path.suffix == ".toml":
        return as_text(tomllib.loads(path.read_text(encoding="utf-8")))
    if path.suffix == ".sql":
        return " ".join(_tokens(path.read_text(encoding="utf-8")))
    return None


def _tokens(sql: str) -> Iterator[str]:
    """The words of a statement without its comments; DuckDB counts places in bytes."""
    encoded = sql.encode()
    found = duckdb.tokenize(sql)
    ends = [place for place, _ in found[1:]] + [len(encoded)]
    for (place, kind), end in zip(found, ends, strict=True):
        if kind != duckdb.token_type.comment:
            yield encoded[place:end].decode().strip()
