"""Months laid out without gaps, so that a month in which nothing happened is a zero and not a hole."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from overlap import words
from overlap.sentences.period_covered import Covered


def month_start(day: date, months_later: int = 0) -> date:
    """The first day of the month `months_later` after the one `day` lies in."""
    number = day.year * 12 + day.month - 1 + months_later
    return date(number // 12, number % 12 + 1, 1)


def months_of(starts_on: date, ends_on: date) -> list[date]:
    """The first day of every month with a day in `[starts_on, ends_on)`."""
    months = [month_start(starts_on)]
    while month_start(months[-1], 1) < ends_on:
        months.append(month_start(months[-1], 1))
    return months


def filled(frame: pl.DataFrame, months: Sequence[date], covered: Covered) -> pl.DataFrame:
    """`frame`, a row a month, with the missing ones of `months` added: counts and money 0, rates null.

    Outside the months of the data everything is null; so is, in every month, a number nobody
    knows under these filters, which is null in every row of `frame`. A month added is whole when the data cover
    all of it. Rows of other months are left out.
    """
    counted = [name for name, kind in frame.schema.items() if kind.is_integer() or kind.is_decimal()]
    numbers = [name for name in counted if frame.is_empty() or frame[name].null_count() < frame.height]
    first = month_start(covered.first_on or covered.reaches_on)
    in_data = (pl.col("starts_on") >= first) & (pl.col("starts_on") <= covered.reaches_on)
    starts = pl.DataFrame({"starts_on": months}, schema={"starts_on": pl.Date})
    known = frame.with_columns(starts_on=pl.col("month").dt.truncate("1mo"), is_known=True)
    end = pl.col("starts_on").dt.offset_by("1mo")
    is_zero = pl.col("is_known").is_null() & in_data
    return (
        starts.join(known, on="starts_on", how="left", maintain_order="left")
        .with_columns(
            pl.col("month").fill_null(pl.col("starts_on")),
            pl.col("next_month").fill_null(end),
            pl.col("is_whole").fill_null(end <= covered.whole_until),
            *(
                pl.when(is_zero).then(0).otherwise(pl.col(name)).cast(frame.schema[name]).alias(name)
                for name in numbers
            ),
        )
        .select(frame.columns)
    )


def whole(frame: pl.DataFrame, number: str, of: tuple[str, str] | None = None) -> list[float]:
    """The values of `number` in the months that are whole, oldest first, nulls left out.

    `of` = (old enough, all) names the two counts that must agree for a rate's month to be told at all.
    """
    kept = frame.filter(pl.col("is_whole") & pl.col(number).is_not_null())
    if of:
        kept = kept.filter(pl.col(of[0]) == pl.col(of[1]))
    return [float(value) for value in kept[number]]


def months_named(months: pl.DataFrame) -> pl.DataFrame:
    """The months with their names in front: month_name, `Nov 2026`, or `Nov 2026 so far` for one that is not whole."""
    names = [
        words.month(month) + ("" if is_whole else " so far")
        for month, is_whole in months.select("month", "is_whole").iter_rows()
    ]
    return months.select(pl.Series("month_name", names, dtype=pl.String), pl.all())
