"""The service level of groups with the time to the first attempt beside it, from what SQL has gathered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import polars as pl

from overlap.stats.clustered import FEWEST_PEOPLE, curve_of_people, effective, share_of_people
from overlap.stats.partial_pooling import shrunk, verdicts
from overlap.stats.survival import Counts, Curve, aalen_johansen, quantile, quantile_interval
from overlap.steps.given import Given
from overlap.subjects.company import COMPANY, of_company

INCOMPLETE = "activity logging incomplete"
BY_DATE = "known by date only"
COMPANY_BY_DATE = "company known by date only"
NOBODY = "nobody in particular"
_INTERVAL = "service_level_low", "service_level_high"
_MATERIAL = "timed", "by_date_count", "unclocked_count", "is_known", "median_of_answered", COMPANY
_POINTS = 200  # of a curve: steps smaller than half a percent cannot be seen
_TIMES = {
    "median_minutes": pl.Int64,
    "median_low": pl.Int64,
    "median_high": pl.Int64,
    "p90_minutes": pl.Int64,
    "median_of_answered": pl.Int64,
}
_CURVE = {
    "group_id": pl.String,
    "group_name": pl.String,
    "minutes": pl.Int64,
    "at_risk_count": pl.Int64,
    "attempted_share": pl.Float64,
    "attempted_low": pl.Float64,
    "attempted_high": pl.Float64,
    "closed_share": pl.Float64,
}


@dataclass(frozen=True)
class Handoffs:
    """The handoffs of a group, by one entry each: minutes until they ended, how, whose they are, due, in time."""

    minutes: np.ndarray
    end: np.ndarray
    person: np.ndarray
    is_due: np.ndarray
    is_in_time: np.ndarray

    @classmethod
    def of_each(cls, frame: pl.DataFrame) -> "list[Handoffs]":
        """Those of each row, in its column `timed`; null are none. Who is nobody's belongs to one person more."""
        if "timed" not in frame.columns or not frame["timed"].dtype.is_nested():
            return [cls.none()] * frame.height
        counts = frame["timed"].list.len().fill_null(0).to_numpy()
        rows = frame.filter(counts > 0)["timed"].explode().struct.unnest()
        zeros, person = np.zeros(rows.height, dtype=np.int64), _persons(rows["rep_id"])
        due, in_time = (
            rows[name].to_numpy().astype(np.int64) if name in rows.columns else zeros
            for name in ("is_due", "is_in_time")
        )
        whole = rows["minutes"].to_numpy(), rows["end"].to_numpy(), person, due, in_time
        ends = np.cumsum(counts)
        parts = zip(ends - counts, ends, strict=True)
        each = [cls(*(values[first:last] for values in whole)) for first, last in parts]
        return [replace(one, person=_among(one.person)) for one in each]

    @classmethod
    def none(cls) -> "Handoffs":
        """No handoffs."""
        nothing = np.empty(0, dtype=np.int64)
        return cls(nothing, nothing, nothing, nothing, nothing)

    @property
    def by_person(self) -> tuple[np.ndarray, np.ndarray]:
        """(in time, due) of each person."""
        return np.bincount(self.person, self.is_due * self.is_in_time), np.bincount(self.person, self.is_due)


def _persons(rep_ids: pl.Series) -> np.ndarray:
    """A number each, in the order of their ids, from 1 on; 0 is nobody."""
    known = pl.Enum(rep_ids.drop_nulls().unique().sort())
    return (rep_ids.cast(known).to_physical().cast(pl.Int64) + 1).fill_null(0).to_numpy()


def _among(person: np.ndarray) -> np.ndarray:
    """The same numbers without the gaps that the people of other groups leave; nobody stays 0."""
    if not len(person):
        return person
    there = np.bincount(person) > 0
    there[0] = False
    return np.cumsum(there)[person]


def totals(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """followup/totals: its row with median_minutes, median_low, median_high, p90_minutes and the naive figures last.

    Intervals take people as units; people_count is null where fewer than two are known, and handoffs are.
    """
    each = Handoffs.of_each(frame)
    return _with_people(_with_times(frame, each), each).select(
        pl.exclude("timed", "unclocked_count", "mean_of_answered", "people_count", *_TIMES),
        "median_minutes",
        "median_low",
        "median_high",
        "p90_minutes",
        "mean_of_answered",
        "median_of_answered",
        (pl.col("median_of_answered") - pl.col("median_minutes")).alias("minutes_error"),
        "people_count",
        (pl.col("unclocked_count") > 0).fill_null(value=False).alias("is_unclocked"),
    )


def levels(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Groups with their times, the level drawn towards the house, and what may be said of it.

    `frame` has is_known (not: a row for what has no name), due_count, in_time_count, its handoffs, and how many of
    those due (by_date_count) and of all (unclocked_count) are known by a day without a clock.
    """
    return _with_verdicts(_with_times(frame, Handoffs.of_each(frame)), _as_counted).select(pl.exclude(*_MATERIAL))


def team_levels(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """The same of teams, whose people decide: interval and verdict count what the handoffs of few people are worth."""
    each = Handoffs.of_each(frame)
    timed = _with_people(_with_times(frame, each), each).drop("people_count")
    return _with_verdicts(timed, partial(_worth_of_people, timed, each)).select(pl.exclude(*_MATERIAL))


def rep_levels(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """The same of people; who does not log what they do (`unlogged_share` above a tenth) is marked and not ranked."""
    incomplete = pl.col("is_log_incomplete") & (pl.col("verdict") != NOBODY)
    return levels(frame, given).with_columns(
        verdict=pl.when(incomplete).then(pl.lit(INCOMPLETE)).otherwise(pl.col("verdict"))
    )


def curves(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """The share of handoffs attempted by each minute, closed ones left behind: a curve a group, of at most 200 points.

    `frame` has a row a group: group_id, group_name and its handoffs.
    """
    named = frame.select("group_id", "group_name").iter_rows()
    parts = [_curve(of, name, timed) for (of, name), timed in zip(named, Handoffs.of_each(frame), strict=True)]
    return pl.concat(parts) if parts else pl.DataFrame(schema=_CURVE)


def _with_times(frame: pl.DataFrame, each: list[Handoffs]) -> pl.DataFrame:
    known = [
        dict.fromkeys(_TIMES) if unclocked_count else _times(handoffs)
        for unclocked_count, handoffs in zip(frame["unclocked_count"], each, strict=True)
    ]
    return frame.hstack(pl.DataFrame(known, schema=_TIMES))


def _times(handoffs: Handoffs) -> dict[str, float | None]:
    counts, curve = curve_of_people(handoffs.minutes, handoffs.end, handoffs.person)
    low, high = quantile_interval(curve, 0.5)
    answered = counts.events.cumsum()
    of_answered = counts.times[np.searchsorted(answered, answered[-1] / 2)] if counts.events.any() else None
    medians = quantile(curve, 0.5), *_whole(low, high), quantile(curve, 0.9), of_answered
    return dict(zip(_TIMES, (None if time is None else int(time) for time in medians), strict=True))


def _whole(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """Both ends or none: none where one lies beyond what was watched, or where whole minutes leave no width."""
    if low is None or high is None or int(low) == int(high):
        return None, None
    return low, high


def _with_people(frame: pl.DataFrame, each: list[Handoffs]) -> pl.DataFrame:
    """The interval of each level with people as units, and how many people there are."""
    rows = []
    for level, handoffs in zip(frame["service_level"], each, strict=True):
        in_time, due = handoffs.by_person
        low, high = share_of_people(in_time, due)[1:] if level is not None else (None, None)
        people = len(np.unique(handoffs.person))
        rows.append((low, high, people if people >= FEWEST_PEOPLE else None))
    names = {**dict.fromkeys(_INTERVAL, pl.Float64), "people_count": pl.Int64}
    found = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(found.get_columns())


def _as_counted(frame: pl.DataFrame) -> np.ndarray:
    return frame.select("in_time_count", "due_count").to_numpy().astype(float)


def _worth_of_people(own: pl.DataFrame, each: list[Handoffs], frame: pl.DataFrame) -> np.ndarray:
    """Of the teams shown, whose handoffs are known already, or of those of the company."""
    people = [effective(*one.by_person) for one in (each if frame is own else Handoffs.of_each(frame))]
    return np.array([(one.events, one.total) for one in people]).reshape(-1, 2)


def _with_verdicts(frame: pl.DataFrame, worth: Callable[[pl.DataFrame], np.ndarray]) -> pl.DataFrame:
    """Only groups with a name are drawn together; the row of what has none is compared with nothing.

    `worth` gives (in time, due) of each group as they count for its interval. What groups are drawn towards and
    compared with is the company's, whatever the filters: where that is known by date only, nothing is.
    """
    known = frame["is_known"].to_numpy()
    events, of = (frame[name].to_numpy()[known] for name in ("in_time_count", "due_count"))
    company = of_company(frame)
    company = company.filter("is_known") if "is_known" in company.columns else company
    own, among, due = worth(frame)[known], worth(company), int(company["due_count"].sum())
    found = shrunk(own[:, 0], own[:, 1], (among[:, 0], among[:, 1]))
    is_dated = bool(company["by_date_count"].sum())
    level = int(company["in_time_count"].sum()) / due if due and not is_dated else np.nan
    columns = {name: np.full(frame.height, np.nan) for name in ("shrunk_level", "shrunk_low", "shrunk_high")}
    for values, those in zip(columns.values(), (found.rate, found.low, found.high), strict=True):
        values[known] = np.nan if is_dated else those
    said = np.full(frame.height, NOBODY, dtype=object)
    said[known] = COMPANY_BY_DATE if is_dated else verdicts(events, of, found)
    return frame.with_columns(
        *(pl.Series(name, values, nan_to_null=True) for name, values in columns.items()),
        pl.Series("house_level", np.full(frame.height, level), nan_to_null=True),
        verdict=pl.when(pl.col("by_date_count") > 0)
        .then(pl.lit(BY_DATE))
        .otherwise(pl.Series(said.tolist(), dtype=pl.String)),
    )


def _curve(group_id: str | None, group_name: str, handoffs: Handoffs) -> pl.DataFrame:
    counts, curve = curve_of_people(handoffs.minutes, handoffs.end, handoffs.person)
    closed = aalen_johansen(Counts(counts.times, counts.competing, counts.events, counts.censored))
    kept = _visible(curve, closed)
    has_width = curve.low < curve.high  # nobody yet, or everybody: the formula knows no chance there
    return pl.DataFrame(
        {
            "group_id": [group_id] * len(kept),
            "group_name": [group_name] * len(kept),
            "minutes": counts.times[kept],
            "at_risk_count": counts.at_risk[kept],
            "attempted_share": curve.share[kept],
            "attempted_low": pl.Series(np.where(has_width, curve.low, np.nan)[kept], nan_to_null=True),
            "attempted_high": pl.Series(np.where(has_width, curve.high, np.nan)[kept], nan_to_null=True),
            "closed_share": closed.share[kept],
        },
        schema=_CURVE,
    )


def _visible(curve: Curve, closed: Curve) -> np.ndarray:
    """The points at which either share enters the next of its steps, and the last."""
    steps = np.floor(curve.share * _POINTS / 2) + np.floor(closed.share * _POINTS / 2)
    return np.unique(np.append(np.flatnonzero(np.diff(steps, prepend=-1)), len(steps) - 1))
