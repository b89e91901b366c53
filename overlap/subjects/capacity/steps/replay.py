"""Recorded handoffs lived again at another intake, held to what was seen: nobody above what they ever did."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.special import expit, logit

from overlap.steps.given import Given
from overlap.subjects.capacity.recorded_queues import Recorded
from overlap.subjects.capacity.steps import level_by_load

FARTHEST = 0.10  # a replay of just what came that is farther off than that is not shown
DRAWS = 200
LOW, HIGH = 0.10, 0.90  # the ends of an 80% interval
FEWEST_WEEKS = 12
_EDGE = 0.001  # the log odds of none and of all are infinite
STEPS = (0, 10, 20, 30, 40, 50, 75, 100, 125, 150)  # percent more
SAFE, NOT_SAFE = "safe in a replay", "not safe in a replay"
TOO_FEW, BY_DATE = "too few weeks to tell", "known by date only"
NOT_SEEN, WRONG = "no level by load was seen to hold it against", "it does not give what was recorded"
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
    Beside it stand `weeks`, those of capacity/weeks_agreed.
    """
    more = int(str(given.params["more"]))
    row: dict[str, object] = {"more": more}
    row |= dict.fromkeys(("handoff_count", "replayed_count", "person_count"), 0)
    if not frame.is_empty():
        row |= {name: frame[name][0] for name in ("handoff_count", "target")}
        row |= {"replayed_count": frame.height, "person_count": frame["rep_id"].drop_nulls().n_unique()}
    found = _Held.of(frame, given)
    if isinstance(found, str):
        return pl.DataFrame([row | {"verdict": found}], schema=_REPLAY)
    row |= {"recorded_level": found.recorded, "replayed_level": found.again, "replay_error": found.error}
    if abs(found.error) > FARTHEST:
        return pl.DataFrame([row | {"verdict": WRONG}], schema=_REPLAY)
    asked = found.levels((more,)).row(by_predicate=pl.col("more") == more, named=True)
    row |= {name: asked[name] for name in ("intake", "level", "level_low", "level_high")}
    row["verdict"] = SAFE if asked["is_safe"] else NOT_SAFE
    return pl.DataFrame([row], schema=_REPLAY)


def levels(frame: pl.DataFrame, given: Given, steps: tuple[int, ...] = STEPS) -> pl.DataFrame:
    """The level at each of `steps` percent more, with its 80% interval over weeks drawn again; no row if unknown.

    Up to the busiest week seen it is the level seen. From there on it falls as the replay falls, and never rises again.
    """
    found = _Held.of(frame, given)
    if isinstance(found, str) or abs(found.error) > FARTHEST:
        return pl.DataFrame(schema=_LEVELS)
    return found.levels(steps).filter(pl.col("more").is_in(steps))


@dataclass(frozen=True)
class _Held:
    """A replay with what was seen by load, to which it is held."""

    replayed: Recorded
    lot: np.ndarray
    weeks_drawn: np.ndarray
    seen: pl.DataFrame
    usual: float
    target: float
    recorded: float
    again: float

    @classmethod
    def of(cls, frame: pl.DataFrame, given: Given) -> "_Held | str":
        """The replay, or why there is none."""
        seen = level_by_load.levels_by_load(given.frames["weeks"], given) if "weeks" in given.frames else pl.DataFrame()
        why = _cannot(frame) or (NOT_SEEN if seen.is_empty() else None)
        if why:
            return why
        recorded, chance, due = Recorded.of(frame), np.random.default_rng(given.seed), frame.filter("is_due")
        lot = chance.random(frame.height)
        of_due, in_time = recorded.again(1, lot)
        return cls(
            replayed=recorded,
            lot=lot,
            weeks_drawn=_drawn_weeks(recorded.week.max() + 1, chance),
            seen=seen,
            usual=frame["weekly_count"][0],
            target=frame["target"][0],
            recorded=float((due["took_s"] <= due["limit_s"]).fill_null(False).to_numpy().mean()),
            again=float(in_time.sum() / of_due.sum()),
        )

    @property
    def error(self) -> float:
        """By how much the replay of just what came is off."""
        return self.again - self.recorded

    def levels(self, steps: tuple[int, ...]) -> pl.DataFrame:
        """The level at each of these steps and of all shown below them, so that one curve answers every question."""
        rows, busiest = [], self.seen.row(-1, named=True)
        at_busiest = self._odds(busiest["intake"] / self.usual)
        worst = (0.0, 0.0, 0.0)
        for more in sorted({*(step for step in STEPS if step < max(steps)), *steps}):
            intake = self.usual * (1 + more / 100)
            if intake <= busiest["intake"]:
                row = self.seen.filter(pl.col("intake") >= intake).row(0, named=True)
                ends = row["level"], row["level_low"], row["level"]
            else:
                now = self._odds(1 + more / 100)
                fall, drawn = now[0] - at_busiest[0], now[1] - at_busiest[1]
                low, high = (float(np.quantile(drawn, end)) for end in (LOW, HIGH))
                worst = tuple(min(*pair) for pair in zip(worst, (fall, min(low, fall), max(high, fall)), strict=True))
                starts = busiest["level"], busiest["level_low"], busiest["level"]
                ends = tuple(_fallen(start, by) for start, by in zip(starts, worst, strict=True))
            level, low, high = ends
            rows.append((more, intake, level, *_whole(low, high), self.target, bool(low >= self.target)))
        return pl.DataFrame(rows, schema=_LEVELS, orient="row")

    def _odds(self, times: float) -> tuple[float, np.ndarray]:
        """Log odds of the replayed level at so many `times` of what came, of all weeks and of weeks drawn again."""
        due, in_time = self.replayed.again(times, self.lot)
        both = (self.weeks_drawn @ in_time + 0.5) / (self.weeks_drawn @ due + 1)
        return float(logit((in_time.sum() + 0.5) / (due.sum() + 1))), logit(both)


def _whole(low: float, high: float) -> tuple[float | None, float | None]:
    """The ends of an interval, none where every set of weeks drawn gives the same: that is no certainty."""
    return (low, high) if low < high else (None, None)


def _fallen(start: float, by: float) -> float:
    """A share whose log odds have fallen; it is never more than it was."""
    return min(start, float(expit(logit(min(max(start, _EDGE), 1 - _EDGE)) + by)))


def _cannot(frame: pl.DataFrame) -> str | None:
    """Why no level can be told, if so."""
    if frame["is_by_date"].any():
        return BY_DATE
    return TOO_FEW if frame.filter("is_due")["week"].n_unique() < FEWEST_WEEKS else None


def _drawn_weeks(weeks: int, chance: np.random.Generator) -> np.ndarray:
    """How often each week is taken, in each of many sets of as many weeks drawn with replacement."""
    return chance.multinomial(weeks, np.full(weeks, 1 / weeks), size=DRAWS)
