"""What the forecast rests on, from a book of deals in plain loops: rows of goals/forecast_facts and goals/deal_ends."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import polars as pl
from deal_books import booked
from oracle.naive_forecast import Deal, band, cents_at, ends, is_open, months, stage_at, worth_before

FACTS = {
    "forecast_scope": pl.Int64, "fact": pl.String, "day": pl.Date, "kind": pl.String, "stage": pl.String,
    "age_from": pl.Int64, "deal_number": pl.Int64, "deal_count": pl.Int64, "priced_count": pl.Int64,
    "cents": pl.Float64, "cents_squared": pl.Float64,
}  # fmt: skip
ENDS = {
    "origin_on": pl.Date, "kind": pl.String, "stage": pl.String, "age_from": pl.Int64, "week": pl.Int64,
    "became": pl.String, "deal_count": pl.Int64,
}  # fmt: skip
Row = dict[str, object]


def facts(book: Sequence[Deal], start: date, today: date, days: int) -> pl.DataFrame:
    """Of one scope, whose period began at `start` and has `days` to go."""
    rows = [*_open(book, None, today), *_past(book, today, days), *_opened(book, today), *_ended(book)]
    whole = [deal for deal in book if deal.outcome == "won" and deal.closed and start <= deal.closed]
    rows.append({"fact": "booked", "deal_count": len(whole), "cents": float(booked(list(book), start, today))})
    frame = pl.DataFrame([{name: row.get(name) for name in FACTS} for row in rows], FACTS, orient="row")
    keys = ["fact", "day", "kind", "stage", "age_from"]
    return frame.with_columns(
        forecast_scope=pl.when(pl.col("fact").is_in(["resized", "lost"])).then(None).otherwise(1),
        deal_number=pl.int_range(1, pl.len() + 1).over(keys),
    )


def ends_of(book: Sequence[Deal], today: date) -> pl.DataFrame:
    return pl.DataFrame([(*key, number) for key, number in ends(book, today).items()], ENDS, orient="row")


def _open(book: Sequence[Deal], day: date | None, at: date) -> Iterator[Row]:
    """The deals open at a day's start: each alone now (no day), those of earlier origins by kind, stage and age."""
    alone = [(deal.kind, stage_at(deal, at), band((at - deal.opened).days), cents_at(deal, at) if day else deal.cents)
             for deal in book if is_open(deal, at)]  # fmt: skip
    groups = [[each] for each in alone] if day is None else [
        [each for each in alone if each[:3] == cell] for cell in sorted({each[:3] for each in alone})
    ]  # fmt: skip
    for group in groups:
        priced = [cents for *_, cents in group if cents is not None]
        kind, stage, age, _ = group[0]
        yield {
            "fact": "open_now" if day is None else "open_then", "day": day, "kind": kind, "stage": stage,
            "age_from": age, "deal_count": len(group), "priced_count": len(priced),
            "cents": float(sum(priced)) if priced else None,
            "cents_squared": float(sum(cents**2 for cents in priced)) if priced else None,
        }  # fmt: skip


def _past(book: Sequence[Deal], today: date, days: int) -> Iterator[Row]:
    first_end = min(deal.closed for deal in book if deal.closed)
    for origin in months(first_end, today):
        if origin + timedelta(days=days) <= today:
            yield from _open(book, origin, origin)
            came = float(booked(list(book), origin, origin + timedelta(days=days)))
            yield {"fact": "came", "day": origin, "deal_count": 0, "cents": came}


def _opened(book: Sequence[Deal], today: date) -> Iterator[Row]:
    ago = [(((today - deal.opened).days - 1) // 7 + 1, deal.kind) for deal in book]
    weeks = Counter((today - timedelta(days=7 * number), kind) for number, kind in ago)
    for (day, kind), number in weeks.items():
        yield {"fact": "opened", "day": day, "kind": kind, "deal_count": number}


def _ended(book: Sequence[Deal]) -> Iterator[Row]:
    for deal in book:
        if deal.outcome == "won":
            assert deal.closed
            weeks = (deal.closed - deal.opened).days // 7
            yield {"fact": "won", "day": deal.closed, "kind": deal.kind, "age_from": weeks, "deal_count": 1,
                   "cents": float(deal.cents)}  # fmt: skip
        if deal.closed and (before := worth_before(deal)):
            yield {
                "fact": "resized" if deal.outcome == "won" else "lost", "day": deal.closed, "kind": deal.kind,
                "deal_count": 1, "cents": float(deal.cents) if deal.outcome == "won" else None,
                "cents_squared": float(before**2),
            }  # fmt: skip
