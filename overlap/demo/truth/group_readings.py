"""How a planted campaign or person is read out of a report, held against all others of its kind."""

import polars as pl

from overlap.demo.truth.planted import Place
from overlap.demo.truth.readings import NOTHING, Ask, Reading, ids, percent
from overlap.reports.filters import Filters


def campaign_below(ask: Ask, place: Place) -> Reading:
    """quality/by_campaign: the planted campaign is told apart as worse."""
    return _campaign(ask, place, "below company average")


def campaign_above(ask: Ask, place: Place) -> Reading:
    """quality/by_campaign: the planted campaign is told apart as better."""
    return _campaign(ask, place, "above company average")


def level_above(ask: Ask, place: Place) -> Reading:
    """followup/by_rep: the planted person answers more of their handoffs in time."""
    return _level(ask, place, "above company average")


def level_below(ask: Ask, place: Place) -> Reading:
    """followup/by_rep: the planted person answers fewer of their handoffs in time."""
    return _level(ask, place, "below company average")


def level_unlogged(ask: Ask, place: Place) -> Reading:
    """followup/by_rep: the planted person's level is marked as one that cannot be known."""
    return _level(ask, place, "activity logging incomplete")


def levels_differ(ask: Ask, place: Place) -> Reading:
    """followup/by_rep: two people who answer alike are told apart, which only chance can do."""
    rows = ask(Filters()).filter(pl.col("rep_id").is_in(ids(place, "reps"))).sort("rep_id")
    if rows.height != len(ids(place, "reps")) or rows["service_level"].null_count():
        return NOTHING
    one, other = rows.row(0, named=True), rows.row(1, named=True)
    apart = (
        one["service_level_low"] > other["service_level_high"] or other["service_level_low"] > one["service_level_high"]
    )
    return Reading(100 * (one["service_level"] - other["service_level"]), apart)


def _campaign(ask: Ask, place: Place, verdict: str) -> Reading:
    rows = ask(Filters())
    here = pl.col("campaign_id").is_in(ids(place, "campaigns"))
    mine, others = rows.filter(here), rows.filter(here.not_() | pl.col("campaign_id").is_null())
    if not mine["old_enough_count"].sum() or not others["old_enough_count"].sum():
        return NOTHING
    gap = percent(mine, "accepted_count", "old_enough_count") - percent(others, "accepted_count", "old_enough_count")
    return Reading(gap, mine["verdict"][0] == verdict)


def _level(ask: Ask, place: Place, verdict: str) -> Reading:
    rows = ask(Filters())
    here = pl.col("rep_id").is_in(ids(place, "reps"))
    mine, others = rows.filter(here), rows.filter(here.not_() | pl.col("rep_id").is_null())
    if not mine["due_count"].sum() or not others["due_count"].sum():
        return NOTHING
    gap = percent(mine, "in_time_count", "due_count") - percent(others, "in_time_count", "due_count")
    return Reading(gap, mine["verdict"][0] == verdict)
