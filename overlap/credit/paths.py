"""Paths taken apart: one row a touch, in the order of the journey."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

AMOUNTS = ("conversions", "value", "lost")
AMOUNT = pl.Decimal(28, 9)  # sums of decimals have no order and no noise


@dataclass(frozen=True)
class Journeys:
    """Journeys as a frame of path, conversions, value, lost and, where known, days_before, separated like the path.

    Blanks around a step do not count. Every path has a step, none is blank; `days_before` has as many as the path.
    `lost` is how often the path did not convert. Amounts may be of any numeric type.
    """

    frame: pl.DataFrame
    separator: str = ">"

    @property
    def has_days(self) -> bool:
        """Whether the age of each touch is known."""
        return "days_before" in self.frame.columns

    @cached_property
    def amounts(self) -> pl.DataFrame:
        """journey (a number, in the order of the frame), conversions, value, lost."""
        return self.frame.with_row_index("journey").select("journey", pl.col(*AMOUNTS).cast(AMOUNT))

    @cached_property
    def touches(self) -> pl.DataFrame:
        """journey, channel (an Enum), place (0 is the first), length (touches of the journey), perhaps days_before."""
        return self._touches(self.frame.with_row_index("journey"))

    @cached_property
    def earning(self) -> pl.DataFrame:
        """The touches of journeys that earned something."""
        return self._touches(self.frame.with_row_index("journey").filter(self._has_earned))

    @cached_property
    def channels(self) -> list[str]:
        """Every channel by name: one that earned nothing is not one that was not there."""
        if "touches" in vars(self):  # already taken apart
            return self.touches["channel"].unique().cast(pl.String).sort().to_list()
        beside = self._steps(self.frame.filter(~self._has_earned)).explode().drop_nulls().unique().str.strip_chars()
        earning = self.earning["channel"].unique().cast(pl.String)
        return pl.concat([beside.alias("channel"), earning]).unique().sort().to_list()

    @cached_property
    def _has_earned(self) -> pl.Series:
        return self.amounts.select((pl.col("conversions") != 0) | (pl.col("value") != 0)).to_series()

    def _steps(self, journeys: pl.DataFrame) -> pl.Series:
        return journeys["path"].str.split(self.separator)

    def _touches(self, numbered: pl.DataFrame) -> pl.DataFrame:
        ages = [numbered["days_before"].str.split(self.separator)] if self.has_days else []
        lists = ["channel", "place", *(age.name for age in ages)]
        touches = (
            numbered.select("journey", self._steps(numbered).alias("channel"), *ages)
            .with_columns(length=pl.col("channel").list.len().cast(pl.Int64))
            .with_columns(place=pl.int_ranges(0, "length"))
            .explode(lists)
        )
        days = [touches[age.name].str.strip_chars().cast(pl.Int64) for age in ages]
        return touches.with_columns(_trimmed(touches["channel"]), *days)


def _trimmed(steps: pl.Series) -> pl.Series:
    """The channel of each step. Channels are few: trimming each of them once is a third of the work."""
    written = steps.unique()
    trimmed = written.str.strip_chars()
    channels = trimmed.cast(pl.Enum(trimmed.unique().sort()))
    return channels.gather(steps.cast(pl.Enum(written)).to_physical()).alias("channel")
