"""Recorded handoffs as the queues they waited in, to be lived again with more of them."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from overlap.subjects.capacity.pace import Pace, served

FOUR_WEEKS = 20  # working days of open time


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
    paces: tuple[Pace, ...]
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
        day = frame["day_s"].to_numpy()
        paces = tuple(Pace.of((came + took)[queue], FOUR_WEEKS * int(day[queue[0]])) for queue in queues)
        own = np.zeros(len(came), dtype=np.int64)
        for queue, most in zip(queues, paces, strict=True):
            own[queue] = np.maximum(came[queue] + took[queue] - most.turns(came[queue]), 0)
        return cls(
            week=weeks,
            is_due=frame["is_due"].to_numpy(),
            came_s=came,
            day_s=day,
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
        in_time = [np.repeat(np.arange(len(copies)), np.where(self.is_ahead, copies, 0))]
        for queue, most in zip(self.queues, self.paces, strict=True):
            times_each = copies[queue]
            row = np.repeat(queue, times_each)
            before = np.arange(len(row)) - np.repeat(np.cumsum(times_each) - times_each, times_each)
            comes = self.came_s[row] + before * self.day_s[row]
            waits = served(comes, self.own_s[row], most)
            in_time.append(row[waits <= self.limit_s[row]])
        weeks, tried = self.week.max() + 1, np.concatenate(in_time)
        due = np.bincount(self.week, weights=copies * self.is_due, minlength=weeks)
        return due, np.bincount(self.week[tried], weights=self.is_due[tried], minlength=weeks)
