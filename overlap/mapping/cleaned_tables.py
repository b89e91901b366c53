"""Tables pulled from a CRM cleaned of a person: records that name them go, of a deal only the name: money stays."""

import re
from pathlib import Path

import polars as pl

from overlap.folders import PRIVATE_FILE
from overlap.personal.naming import names_person

_MONEY = re.compile(r"(?i)^(deal|deals|opportunity|opportunities)$")


def clean(folder: Path, texts: frozenset[str]) -> tuple[str, ...]:
    """Clean every Parquet file below the folder, each whole or not at all; those that were changed."""
    changed = holding(folder, texts)
    for name in changed:
        path = folder / name
        rows, is_named = pl.read_parquet(path), _is_named(path, texts)
        left = rows.with_columns(_blanked(path, texts)) if _MONEY.match(path.stem) else rows.filter(~is_named)
        beside = path.with_name(f".{path.name}.cleaned")
        left.write_parquet(beside)
        beside.chmod(PRIVATE_FILE)
        beside.replace(path)
    return changed


def holding(folder: Path, texts: frozenset[str]) -> tuple[str, ...]:
    """The files that `clean` would change, by their place below the folder."""
    found = sorted(folder.rglob("*.parquet")) if folder.is_dir() and texts else []
    return tuple(
        str(path.relative_to(folder))
        for path in found
        if pl.scan_parquet(path).select(_is_named(path, texts).any()).collect().item()
    )


def _is_named(path: Path, texts: frozenset[str]) -> pl.Expr:
    named = [_says(name, texts) for name in _texts(path)]
    return pl.any_horizontal(*named).fill_null(value=False) if named else pl.lit(False)


def _blanked(path: Path, texts: frozenset[str]) -> list[pl.Expr]:
    return [pl.when(~_says(name, texts).fill_null(value=False)).then(pl.col(name)).alias(name) for name in _texts(path)]


def _texts(path: Path) -> list[str]:
    schema = pl.read_parquet_schema(path)
    return [name for name, kind in schema.items() if kind == pl.String and names_person(path.stem, name)]


def _says(name: str, texts: frozenset[str]) -> pl.Expr:
    return pl.col(name).str.strip_chars().str.to_lowercase().is_in([text.lower() for text in texts])
