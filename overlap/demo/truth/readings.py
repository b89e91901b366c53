"""How one number is read out of a report's answer, and whether it says that the effect is there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from overlap.demo.company.tables.comments import THEMES
from overlap.demo.options import COMPARES, DEFAULT_AS_OF, TURNS
from overlap.demo.truth.planted import Place
from overlap.demo.truth.quantities import HOT
from overlap.reports.filters import Filters
from overlap.stats.proportions import wilson
from overlap.subjects.content.steps.pieces import MORE as WON_MORE
from overlap.subjects.followup.steps.speed import HIGHER
from overlap.subjects.translation.steps.links import FEWER, MORE

Counted = tuple[int, int]  # events, of how many
Ask = Callable[[Filters], pl.DataFrame]


@dataclass(frozen=True)
class Reading:
    """The estimate, None where the report gives none, and whether the report tells it apart from nothing."""

    value: float | None
    is_found: bool


Read = Callable[[Ask, Place], Reading]

_WEEKS = 52
NOTHING = Reading(None, False)


def speed_helps(ask: Ask, _place: Place) -> Reading:
    """followup/speed_and_wins: tried in time goes with winning, at equal score, channel and quarter and by a model."""
    adjusted = ask(Filters()).filter(comparison="adjusted").row(0, named=True)
    if adjusted["odds_low"] is None:
        return NOTHING
    return Reading(100 * adjusted["difference"], adjusted["verdict"] == HIGHER)


def level_falls_with_load(ask: Ask, _place: Place) -> Reading:
    """capacity/by_week: the busier half of the weeks has the lower service level."""
    weeks = ask(Filters()).filter(pl.col("is_whole") & pl.col("load").is_not_null()).sort("load")
    half = weeks.height // 2
    idle, busy = (
        (int(part["in_time_count"].sum() or 0), int(part["due_count"].sum() or 0))
        for part in (weeks[:half], weeks[half:])
    )
    return _apart(higher=idle, lower=busy, sign=-1)


def load_loses(ask: Ask, _place: Place) -> Reading:
    """followup/list of what was due: of what came in the busier half of the weeks, more was never tried."""
    week = pl.col("handed_at").dt.truncate("1w")
    never = pl.col("state").is_in(["closed_unanswered", "overdue"])
    weeks = (
        ask(Filters()).group_by(week=week).agg(pl.len().alias("due"), never.sum().alias("never")).sort("due", "week")
    )
    half = weeks.height // 2
    idle, busy = ((int(part["never"].sum()), int(part["due"].sum())) for part in (weeks[:half], weeks[half:]))
    return _apart(higher=busy, lower=idle, sign=1)


def hot_leads_first(ask: Ask, _place: Place) -> Reading:
    """followup/list of the handoffs that were due: more of the high scores were tried in time."""
    of_score = {
        is_hot: (int((part["state"] == "in_time").sum()), part.height)
        for (is_hot,), part in ask(Filters()).drop_nulls("score").group_by(pl.col("score") >= HOT)
    }
    return _apart(higher=of_score.get(True, (0, 0)), lower=of_score.get(False, (0, 0)), sign=1)


def wins_more(ask: Ask, place: Place) -> Reading:
    """goals/totals: the person wins more of their deals than the house."""
    house, own = _house_and_own(ask, place)
    return NOTHING if own is None else Reading(own[0] - house, own[1] > house)


def wins_less(ask: Ask, place: Place) -> Reading:
    """goals/totals: the person wins fewer of their deals than the house."""
    house, own = _house_and_own(ask, place)
    return NOTHING if own is None else Reading(own[0] - house, own[2] < house)


def fits(ask: Ask, place: Place) -> Reading:
    """revenue/pair_fit: the planted pair is flagged, and wins more than its campaign and its person let expect."""
    rows = ask(Filters()).filter(
        pl.col("campaign_id").is_in(ids(place, "campaigns")) & pl.col("rep_id").is_in(ids(place, "reps"))
    )
    if rows.is_empty():
        return NOTHING
    pair = rows.row(0, named=True)
    more = pair["observed"] - pair["expected"]
    return Reading(100 * more / pair["worked_count"], pair["verdict"] == "flagged" and more > 0)


def leaks(ask: Ask, place: Place) -> Reading:
    """funnel/drop_off by segment: the planted segment loses more at the planted step than the others together."""
    rows = ask(Filters()).filter((pl.col("stage") == place["from"]) & (pl.col("next_stage") == place["to"]))
    here = pl.col("group_id").is_in(ids(place, "segments"))
    mine, others = rows.filter(here), rows.filter(~here & pl.col("group_id").is_not_null())
    if mine.is_empty() or not others["old_enough_count"].sum() or not mine["old_enough_count"].sum():
        return NOTHING
    elsewhere = percent(others, "made_count", "old_enough_count")
    gap = percent(mine, "made_count", "old_enough_count") - elsewhere
    return Reading(gap, 100 * mine["step_rate_high"][0] < elsewhere)


def jumps(ask: Ask, place: Place) -> Reading:
    """quality/behaviour: readiness jumps, and at the planted number of pages."""
    row = ask(Filters()).row(0, named=True)
    if row["cut"] is None:
        return NOTHING
    is_there = row["verdict"] == "jumps" and row["cut_low"] <= place["pages"] <= row["cut_high"]
    return Reading(100 * (row["above_rate"] - row["below_rate"]), is_there)


def sorts_by_chance(ask: Ask, _place: Place) -> Reading:
    """quality/score: the score sorts leads no better than chance."""
    row = ask(Filters()).row(0, named=True)
    if row["auc"] is None:
        return NOTHING
    return Reading(100 * (row["auc"] - 0.5), row["verdict"] == "no better than chance")


def falls(rate: str) -> Read:
    """goals/totals: the rate is lower in the last year than in the one before."""

    def read(ask: Ask, _place: Place) -> Reading:
        before, after = (row.row(0, named=True) for row in _years(ask))
        if before[rate] is None or after[rate] is None:
            return NOTHING
        return Reading(100 * (after[rate] - before[rate]), after[f"{rate}_high"] < before[f"{rate}_low"])

    return read


def thins(ask: Ask, _place: Place) -> Reading:
    """goals/totals: fewer handoffs a week in the last year than in the one before."""
    before, after = (row["handoff_count"][0] for row in _years(ask))
    return Reading((after - before) / _WEEKS, after < 0.9 * before)


def lies_low(ask: Ask, _place: Place) -> Reading:
    """quality/threshold: how many points the agreed threshold lies below the lowest one sales can keep up with."""
    row = ask(Filters()).row(0, named=True)
    if row["best_threshold"] is None or row["agreed_threshold"] is None:
        return NOTHING
    points = row["best_threshold"] - row["agreed_threshold"]
    return Reading(float(points), points > 0)


def rates_in_extremes(ask: Ask, place: Place) -> Reading:
    """quality/feedback_by_rep: the planted rater is told apart from the others."""
    rows = ask(Filters()).filter(pl.col("rep_id").is_in(ids(place, "reps")))
    if rows.is_empty() or rows["extreme_rate"][0] is None or rows["others_rate"][0] is None:
        return NOTHING
    gap = 100 * (rows["extreme_rate"][0] - rows["others_rate"][0])
    return Reading(gap, rows["verdict"][0] == "mostly one star or five")


def speaks_of_themes(ask: Ask, place: Place) -> Reading:
    """quality/distinctive_terms: each planted campaign's word stands on its side; value: the share that has it."""
    shares, found = [], []
    everywhere = ask(Filters())
    for campaign, (_, is_good, word, _) in zip(ids(place, "campaigns"), THEMES, strict=True):
        side = "good" if is_good else "bad"
        mine = ask(Filters(campaigns=(campaign,))).filter(pl.col("term") == word)
        if mine.is_empty():
            return NOTHING
        shares.append(percent(mine, f"{side}_count", f"{side}_comments"))
        found.append(f"said of {side} leads" in everywhere.filter(pl.col("term") == word)["verdict"].to_list())
    return Reading(sum(shares) / len(shares), all(found))


def links(ask: Ask, place: Place) -> Reading:
    """translation/by_measure: the measure is told to go with SALs; value: how many for a thousand units, if it is."""
    rows = ask(Filters()).filter(pl.col("measure").is_in(ids(place, "measure")) & (pl.col("outcome") == "accepted"))
    if rows.is_empty():
        return NOTHING
    return Reading(rows["per_thousand"][0], rows["verdict"][0] in (MORE, FEWER))


def goes_with_winning(ask: Ask, place: Place) -> Reading:
    """content/pieces: the piece goes with winning deals that were opened after it was sent; value: its points."""
    is_piece = pl.col("piece").is_in(ids(place, "pieces"))
    rows = ask(Filters()).filter(is_piece, how=str(place["how"]), stage="opportunity")
    if rows.is_empty():
        return NOTHING
    return Reading(rows["points"][0], rows["verdict"][0] == WON_MORE)


def is_mixed_up(ask: Ask, place: Place) -> Reading:
    """revenue/deals_closed: a won deal of these regions is not booked, or in another currency; value: their share in %.

    Nothing of the kind may be found: all they sold in dollars is booked, and nobody else sold in them.
    """
    won = ask(Filters())
    theirs, foreign = pl.col("region").is_in(ids(place, "regions")), pl.col("currency").is_in(ids(place, "currency"))
    booked = won.filter(foreign).drop_nulls("booked")
    if booked.is_empty():
        return NOTHING
    share = 100 * float(booked["booked"].sum()) / float(won["booked"].sum())
    return Reading(share, not won.filter(theirs != foreign).is_empty() or booked.height < won.filter(foreign).height)


def is_restated(ask: Ask, _place: Place) -> Reading:
    """data/restatements, once a later export is in: a month that was over has more won deals; value: how many more."""
    rows = ask(Filters()).filter(pl.col("metric") == "deals_won").drop_nulls(["before_count", "after_count"])
    if rows.is_empty():
        return NOTHING
    more = float((rows["after_count"] - rows["before_count"]).sum())
    return Reading(more, more > 0)


def _apart(higher: Counted, lower: Counted, sign: int) -> Reading:
    """The first share less the second, times `sign`; found where the interval of the first lies above the other's."""
    (one, low, _), (other, _, high) = wilson(*higher), wilson(*lower)
    if one is None or low is None or other is None or high is None:
        return NOTHING
    return Reading(sign * 100 * (one - other), low > high)


def _house_and_own(ask: Ask, place: Place) -> tuple[float, tuple[float, float, float] | None]:
    """(the house's win rate, the person's with its interval), in percentage points."""
    own_rows = ask(Filters(reps=tuple(ids(place, "reps"))))
    house, own = ask(Filters()).row(0, named=True), own_rows.row(0, named=True)
    if own["win_rate"] is None:
        return 0.0, None
    return 100 * house["win_rate"], (100 * own["win_rate"], 100 * own["win_rate_low"], 100 * own["win_rate_high"])


def _years(ask: Ask) -> tuple[pl.DataFrame, pl.DataFrame]:
    first, turn, end = (moment.date() for moment in (COMPARES, TURNS, DEFAULT_AS_OF))
    return ask(Filters(starts_on=first, ends_on=turn)), ask(Filters(starts_on=turn, ends_on=date(end.year, 11, 1)))


def percent(rows: pl.DataFrame, events: str, of: str) -> float:
    """The share of all rows together, in percentage points."""
    return 100 * float(rows[events].sum()) / float(rows[of].sum())


def ids(place: Place, name: str) -> list[str]:
    """The planted ones of that name, be it one or several."""
    planted = place[name]
    return planted if isinstance(planted, list) else [str(planted)]
