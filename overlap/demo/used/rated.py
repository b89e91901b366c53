"""Ratings that people of the demo company typed in the last months, about handoffs that their person had not rated."""

from datetime import UTC, date, datetime, timedelta
from zlib import crc32

import polars as pl

from overlap.demo.used.calendar import Calendar
from overlap.demo.used.writers import marked
from overlap.reports import Filters
from overlap.store import Store
from overlap.store.feedback import Rating, give
from overlap.store.reasons import reasons
from overlap.subjects.quality.baseline import Ask

_QUEUE, _RATERS, _HANDOFFS = "quality/feedback_queue", "quality/feedback_by_rep", "quality/handoffs"
_EXTREMES = "mostly one star or five"
_MOST, _EACH, _WEEKS = 36, 4, 26
_STARS = {"accepted": (3, 4, 4, 5), "rejected": (1, 1, 2, 3)}
_COMMENTS = {
    "accepted": (
        "Second call on Tuesday, with the boss.",
        "",
        "Good talk, decides in spring.",
        "",
        "Offer is out.",
        "",
    ),
    "rejected": ("Has left the company.", "", "Compares prices for a course.", "", "No answer after five calls.", ""),
}
_SIDES = {"accepted": "good", "rejected": "bad"}


def rate(store: Store, ask: Ask, calendar: Calendar) -> None:
    """Rate some of the newest handoffs that are decided and unrated, each by the person who holds it."""
    for row in _chosen(ask, calendar).iter_rows(named=True):
        told = crc32(row["handoff_id"].encode())
        said = "rejected" if row["rejected_at"] else "accepted"
        boxes = reasons()[_SIDES[said]]
        rating = Rating(
            f"demo-rated-{row['handoff_id']}", row["handoff_id"], row["lead_id"], row["rep_id"],
            _STARS[said][told % 4], marked(row["rep_name"]), (boxes[told % len(boxes)],),
            _COMMENTS[said][told // 7 % 6],
        )  # fmt: skip
        give(store, rating, calendar.at(_day(row, told, calendar), 9 + told % 8))


def _chosen(ask: Ask, calendar: Calendar) -> pl.DataFrame:
    """The handoffs, only a few of each person.

    Nobody is taken who rates in extremes: ratings like everybody's would hide it.
    """
    lately = Filters(starts_on=calendar.today - timedelta(weeks=_WEEKS), ends_on=calendar.today - timedelta(days=7))
    raters = ask(_RATERS, Filters()).filter(pl.col("verdict") == _EXTREMES)["rep_id"].to_list()
    decided = ask(_HANDOFFS, lately).select("handoff_id", "accepted_at", "rejected_at")
    waiting = ask(_QUEUE, lately, first="newest").join(decided, on="handoff_id", maintain_order="left")
    days_ago = calendar.at(calendar.today - timedelta(days=4)).astimezone(UTC)
    is_decided = pl.coalesce("rejected_at", "accepted_at") < days_ago
    fit = waiting.filter(is_decided & ~pl.col("rep_id").is_in(raters))
    few = fit.group_by("rep_id", maintain_order=True).head(_EACH)
    return few.sort("handed_on", "handoff_id", descending=True).head(_MOST)


def _day(row: dict, told: int, calendar: Calendar) -> date:
    """Some days after the lead was accepted or rejected, and by now."""
    decided: datetime = row["rejected_at"] or row["accepted_at"]
    return calendar.working_day(min(decided.date() + timedelta(days=3 + told % 5), calendar.today))
