"""What a demo company can be asked to be, and what the generator hands back."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from overlap.demo.company.world.effects import Effects
from overlap.errors import UsageError

STARTS = datetime(2023, 11, 1, tzinfo=UTC)  # a year before the two that are compared, so that none begins from nothing
COMPARES = datetime(2024, 11, 1, tzinfo=UTC)
TURNS = datetime(2025, 11, 1, tzinfo=UTC)  # the last year: the day from which a scenario's fault shows
DEFAULT_AS_OF = datetime(2026, 10, 31, 23, tzinfo=UTC)  # midnight in Berlin: three whole years of whole months
MOSTLY = 0.2  # an import that rejects so much of a file asks before it publishes
SHIPPED_DIRTY = 0.003  # of the company that `make run` shows
LARGEST_CHUNK = 2_000_000  # a row of a chunk has 21 bits in the keys that sort touches and stages
LATEST_AS_OF = DEFAULT_AS_OF + timedelta(days=3 * 365)


@dataclass(frozen=True)
class DemoOptions:
    """Size, seed and cut of a company: `leads` counts those created by `DEFAULT_AS_OF`, `as_of` only cuts the future.

    `seed` makes the world (people, campaigns, the weight of each day), `draw_seed` what happens in it; without one both
    come from `seed`. Another `draw_seed` is another life of the same company.
    `chunk` (leads worked on at once) and `threads` change memory and time, never a byte of the result.
    Raises UsageError for a size below 1, and an as-of without a time zone or outside the company's life.
    """

    leads: int = 20_000
    seed: int = 7
    draw_seed: int | None = None
    as_of: datetime | None = None
    chunk: int = 10_000
    threads: int = 2
    parquet: bool = False
    dirty: int = 0  # faulty records of each kind
    dirty_share: float = 0.0  # of all records that there is a fault for, as faulty ones besides
    effects: Effects = field(default_factory=Effects)

    def __post_init__(self) -> None:
        for name in ("leads", "chunk", "threads"):
            if getattr(self, name) < 1:
                raise UsageError(f"{name} is {getattr(self, name)}: it must be 1 or more.")
        if self.dirty < 0:
            raise UsageError(f"dirty is {self.dirty}: it must be 0 or more.")
        if not 0 <= self.dirty_share < MOSTLY:
            raise UsageError(f"dirty-share is {self.dirty_share:g}: it must be at least 0 and below {MOSTLY:g}.")
        if self.chunk > LARGEST_CHUNK:
            raise UsageError(f"chunk is {self.chunk}: it must be {LARGEST_CHUNK} or less.")
        for name, seed in (("seed", self.seed), ("draw_seed", self.draw_seed)):
            if seed is not None and seed < 0:
                raise UsageError(f"{name} is {seed}: it must be 0 or more.")
        if self.cut_at.tzinfo is None:
            raise UsageError(f"as-of {self.cut_at.isoformat()} has no time zone. Write {self.cut_at.isoformat()}Z.")
        if not STARTS < self.cut_at <= LATEST_AS_OF:
            raise UsageError(
                f"as-of {self.cut_at.isoformat()} lies outside the demo company's life: "
                f"after {STARTS:%Y-%m-%d}, not after {LATEST_AS_OF:%Y-%m-%d}."
            )

    @property
    def cut_at(self) -> datetime:
        """The instant the export was taken; nothing later is in it."""
        return self.as_of or DEFAULT_AS_OF


@dataclass(frozen=True)
class DemoSummary:
    """What was written: the folder, its as-of, and the rows of each table."""

    folder: Path
    as_of: datetime
    rows: dict[str, int]
