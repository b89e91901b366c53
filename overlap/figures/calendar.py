"""Months laid out without gaps, so that a month in which nothing happened is a zero and not a hole."""

from datetime import date

import polars as pl


def first_of(day: date, months_later: int = 0) -> date:
    """The first day of the month `months_later` after the one `day` lies in."""
    number = day.year * 12 + day.month - 1 + months_later
    return date(number // 12, number % 12 + 1, 1)


def months_between(starts_on: date, ends_on: date) -> list[date]:
    """The first day of every month with a day in `[starts_on, ends_on)`."""
    months = [first_of(starts_on)]
    while first_of(months[-1], 1) < ends_on:
        months.append(first_of(months[-1], 1))
    return months


def filled(frame: pl.DataFrame, months: list[date], as_of_on: date) -> pl.DataFrame:
    """`frame`, a row a month, with the missing ones of `months` added: counts and money 0, rates null.

    A month added is whole when it was over by `as_of_on`. `month` becomes the first day of its month.
    """
    calendar = pl.DataFrame({"month": months}, schema={"month": pl.Date})
    known = frame.with_columns(pl.col("month").dt.truncate("1mo"))
    numbers = [name for name, kind in frame.schema.items() if kind.is_integer() or kind.is_decimal()]
    return (
        calendar.join(known, on="month", how="left", maintain_order="left")
        .with_columns(
            pl.col("next_month").fill_null(pl.col("month").dt.offset_by("1mo")),
            pl.col("is_whole").fill_null(pl.col("month").dt.offset_by("1mo") <= as_of_on),
            pl.col(numbers).fill_null(0),
        )
        .select(frame.columns)
    )
