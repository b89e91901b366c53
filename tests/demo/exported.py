"""How tests read a demo company back: strictly by the contract."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from overlap.contract import BY_NAME

TYPES = {
    "text": pl.String(),
    "integer": pl.Int64(),
    "money": pl.Decimal(18, 2),
    "share": pl.Decimal(9, 6),
    "rate": pl.Decimal(18, 9),
    "time": pl.String(),
    "day": pl.Date(),
    "flag": pl.Boolean(),
}


@dataclass(frozen=True)
class Company:
    """An export folder, read back strictly by the contract: a value of another type raises."""

    folder: Path

    def __getitem__(self, name: str) -> pl.DataFrame:
        path = self.folder / f"{name}.csv"
        return _read(path, name, path.stat().st_mtime_ns)

    @property
    def truth(self) -> dict:
        """What truth.json says."""
        return json.loads((self.folder / "truth.json").read_text(encoding="utf-8"))

    def place(self, effect: str) -> dict:
        """Where that effect is planted."""
        return next(each["place"] for each in self.truth["effects"] if each["id"] == effect)


@lru_cache(maxsize=24)
def _read(path: Path, name: str, _written_at: int) -> pl.DataFrame:
    """Tests read the same large tables dozens of times."""
    types = {column.name: TYPES[column.type] for column in BY_NAME[name].columns}
    frame = pl.read_csv(path, schema=types)
    times = [column.name for column in BY_NAME[name].times]
    return frame.with_columns(
        pl.col(times).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", strict=True, time_zone="UTC", time_unit="us")
    )
