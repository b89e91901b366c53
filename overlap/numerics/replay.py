"""Recorded handoffs lived again at another intake: everybody at their own pace, nobody above their busy hours."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from overlap.numerics.given import Given

HOUR = 3600
PACE = 0.9  # of the busy hours: no more first attempts an hour than in so many of them
DRAWS = 200
LOW, HIGH = 0.10, 0.90  # the ends of an 80% interval
FEWEST_WEEKS = 12
STEPS = (0, 10, 20, 30, 40, 50, 75, 100, 125, 150)  # percent more
SAFE, NOT_SAFE = "safe in a replay", "not safe in a replay"
TOO_FEW, BY_DATE = "too few weeks to tell", "known by date only"
_LEVELS = {
    "more": pl.Int64,
    "intake": pl.Float64,
    "level": pl.Float64,
    "level_low": pl.Float64,
    "level_high": pl.Float64,
    "target": pl.Float64,
    "is_safe": pl.Boolean,
}
_REPLAY = {
    "more": pl.Int64,
    "handoff_count": pl.Int64,
    "replayed_count": pl.Int64,
    "person_count": pl.Int64,
    "recorded_level": pl.Float64,
    "replayed_level": pl.Float64,
    "replay_error": pl.Float64,
    "intake": pl.Float64,
    "level": pl.Float64,
    "level_low": pl.Float64,
    "level_high": pl.Float64,
    "target": pl.Float64,
    "verdict": pl.String,
}


def replay(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """capacity/replay: one row, the level at `more` percent more, and what the replay of none more gets wrong.

    `frame` has a row a handoff: rep_id, calendar_id, week, came_s, day_s, took_s (null: never tried),
    limit_s, is_before_handoff, is_due, is_by_date, handoff_count, weekly_count, target; seconds are of open time.
    """
    more = int(str(given.params["more"]))
    row: dict[str, object] = {"more": more, "verdict": _cannot(frame)}
    row |= dict.fromkeys(("handoff_count", "replayed_count", "person_count"), 0)
    if not frame.is_empty():
        row |= {name: frame[name][0] for name in ("handoff_count", "target")}
        row |= {"replayed_count": frame.height, "person_count": frame["rep_id"].drop_nulls().n_unique()}
    if row["verdict"] is None:
        due = frame.filter("is_due")
        recorded = float((due["took_s"] <= due["limit_s"]).fill_null(False).to_numpy().mean())
        again, asked = levels(frame, given, (0, more)).to_dicts()
        row |= {"recorded_level": recorded, "replayed_level": again["level"], "replay_error": again["level"] - recorded}
        row |= {name: asked[name] for name in ("intake", "level", "level_low", "level_high")}
        row["verdict"] = SAFE if asked["is_safe"] else NOT_SAFE
    return pl.DataFrame([row], schema=_REPLAY)


def levels(frame: pl.DataFrame, given: Given, steps: tuple[int, ...] = STEPS) -> pl.DataFrame:
    """The level at each of `steps` percent more, with its 80% interval over weeks drawn again; no row if unknown."""
    if _cannot(frame):
        return pl.DataFrame(schema=_LEVELS)
    recorded, chance = Recorded.of(frame), np.random.default_rng(given.seed)
    lot, drawn = chance.random(frame.height), _drawn_weeks(recorded.week.max() + 1, chance)
    usual, target = frame["weekly_count"][0], frame["target"][0]
    rows = []
    for more in steps:
        due, in_time = recorded.again(1 + more / 100, lot)
        low, high = np.quantile((drawn @ in_time) / np.maximum(drawn @ due, 1), (LOW, HIGH))
        level = in_time.sum() / due.sum() if due.sum() else None
        is_safe = level is not None and bool(min(low, level) >= target)
        rows.append((more, usual * (1 + more / 100), level, low, high, target, is_safe))
    return pl.DataFrame(rows, schema=_LEVELS, orient="row")


@dataclass(frozen=True)
class Recorded:
    """Handoffs one a row, the tried ones of each queue together: `own_s` is what each waited beyond its turn."""

    week: np.ndarray
    is_due: np.ndarray
    came_s: np.ndarray
    day_s: np.ndarray  # a working day
    limit_s: np.ndarray
    is_ahead: np.ndarray  # tried before it was even handed over
    queues: tuple[np.ndarray, ...]  # rows that wait for one person on one calendar, in the order they came
    paces: tuple[int, ...]
    own_s: np.ndarray

    @classmethod
    def of(cls, frame: pl.DataFrame) -> "Recorded":
        """What the frame of `replay` records."""
        weeks, came = frame["week"].rank("dense").to_numpy().astype(np.int64) - 1, frame["came_s"].to_numpy()
        tried = frame["took_s"].is_not_null().to_numpy() & ~frame["is_before_handoff"].to_numpy()
        took = frame["took_s"].fill_null(0).to_numpy()
        person = frame.select(pl.struct("rep_id", "calendar_id").rank("dense")).to_series().to_numpy()
        rows = np.flatnonzero(tried)
        rows = rows[np.lexsort((came[rows], person[rows]))]
        queues = tuple(np.split(rows, np.flatnonzero(np.diff(person[rows])) + 1)) if len(rows) else ()
        paces = tuple(pace((came + took)[queue]) for queue in queues)
        own = np.zeros(len(came), dtype=np.int64)
        for queue, most in zip(queues, paces, strict=True):
            own[queue] = np.maximum(came[queue] + took[queue] - turns(came[queue], most), 0)
        return cls(
            week=weeks,
            is_due=frame["is_due"].to_numpy(),
            came_s=came,
            day_s=frame["day_s"].to_numpy(),
            limit_s=frame["limit_s"].to_numpy(),
            is_ahead=frame["took_s"].is_not_null().to_numpy() & ~tried,
            queues=queues,
            paces=paces,
            own_s=own,
        )

    def again(self, times: float, lot: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(handoffs due, of these in time) of each week, each coming so many `times`; `lot` decides the rest.

        One that comes again comes a working day later, at the same hour: at the same moment it would wait for itself.
        """
        copies = int(times) + (lot < times - int(times))
        in_time = np.where(self.is_ahead, copies, 0).astype(np.float64)
        for queue, most in zip(self.queues, self.paces, strict=True):
            times_each = copies[queue]
            row = np.repeat(queue, times_each)
            before = np.arange(len(row)) - np.repeat(np.cumsum(times_each) - times_each, times_each)
            comes = self.came_s[row] + before * self.day_s[row]
            waits = served(comes, self.own_s[row], most)
            np.add.at(in_time, row, waits <= self.limit_s[row])
        weeks = self.week.max() + 1
        due = np.bincount(self.week, weights=copies * self.is_due, minlength=weeks)
        return due, np.bincount(self.week, weights=in_time * self.is_due, minlength=weeks)


def served(comes: np.ndarray, own: np.ndarray, most: int) -> np.ndarray:
    """How long each waits: for its turn and then its own while, at most `most` being tried in any hour."""
    wanted, tried = np.empty_like(comes), np.empty_like(comes)
    order = np.argsort(comes, kind="stable")
    wanted[order] = turns(comes[order], most) + own[order]
    order = np.argsort(wanted, kind="stable")
    tried[order] = turns(wanted[order], most)
    return tried - comes


def turns(instants: np.ndarray, most: int) -> np.ndarray:
    """When each gets its turn, first come first served, with at most `most` in any hour; `instants` ascend.

    turn(n) = max(instant(n), turn(n - most) + 1 h): of each `most`-th one a running maximum.
    """
    found = np.empty(len(instants), dtype=np.int64)
    for first in range(min(most, len(instants))):
        mine = instants[first::most]
        hours = np.arange(len(mine), dtype=np.int64) * HOUR
        found[first::most] = np.maximum.accumulate(mine - hours) + hours
    return found


def pace(attempts: np.ndarray) -> int:
    """First attempts an hour, not exceeded in `PACE` of the hours with any (nearest rank); open seconds."""
    _, counts = np.unique(attempts // HOUR, return_counts=True)
    return int(np.quantile(counts, PACE, method="inverted_cdf"))


def _cannot(frame: pl.DataFrame) -> str | None:
    """Why no level can be told, if so."""
    if frame["is_by_date"].any():
        return BY_DATE
    return TOO_FEW if frame.filter("is_due")["week"].n_unique() < FEWEST_WEEKS else None


def _drawn_weeks(weeks: int, chance: np.random.Generator) -> np.ndarray:
    """How often each week is taken, in each of many sets of as many weeks drawn with replacement."""
    return chance.multinomial(weeks, np.full(weeks, 1 / weeks), size=DRAWS)
