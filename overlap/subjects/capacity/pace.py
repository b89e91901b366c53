"""First come, first served: when each gets its turn, and how fast a person ever was."""

from dataclasses import dataclass

import numpy as np

HOUR = 3600
PACE = 0.9  # of the busy hours: no more first attempts an hour than in so many of them


@dataclass(frozen=True)
class Pace:
    """The most first attempts of a person in an hour, and in `span_s` of open time (four weeks)."""

    an_hour: int
    in_span: int
    span_s: int

    @classmethod
    def of(cls, attempts: np.ndarray, span_s: int) -> "Pace":
        """Not exceeded in nine of ten hours with any; and the most ever seen in four weeks, wherever they begin."""
        return cls(pace(attempts), most_in(attempts, span_s), span_s)

    def turns(self, instants: np.ndarray) -> np.ndarray:
        """When each gets its turn, first come first served; `instants` ascend."""
        return turns(turns(instants, self.an_hour), self.in_span, self.span_s)


def served(comes: np.ndarray, own: np.ndarray, most: Pace) -> np.ndarray:
    """How long each waits: for its turn and then its own while, never more being tried than the pace allows."""
    wanted, tried = np.empty_like(comes), np.empty_like(comes)
    order = np.argsort(comes, kind="stable")
    wanted[order] = most.turns(comes[order]) + own[order]
    order = np.argsort(wanted, kind="stable")
    tried[order] = most.turns(wanted[order])
    return tried - comes


def turns(instants: np.ndarray, most: int, span_s: int = HOUR) -> np.ndarray:
    """When each gets its turn, first come first served, with at most `most` in any hour (or `span_s`); they ascend.

    turn(n) = max(instant(n), turn(n - most) + 1 h): in rows of `most`, a running maximum down each column.
    """
    width = min(most, len(instants))
    if not width:
        return np.empty(0, dtype=np.int64)
    rows = np.append(instants, np.repeat(instants[-1:], -len(instants) % width)).reshape(-1, width)
    hours = np.arange(len(rows), dtype=np.int64)[:, None] * span_s
    return (np.maximum.accumulate(rows - hours, axis=0) + hours).ravel()[: len(instants)]


def most_in(attempts: np.ndarray, span_s: int) -> int:
    """The most first attempts in any `span_s` seconds, half-open."""
    order = np.sort(attempts)
    return int((np.searchsorted(order, order + span_s, side="left") - np.arange(len(order))).max())


def pace(attempts: np.ndarray) -> int:
    """First attempts an hour, not exceeded in `PACE` of the hours with any (nearest rank); open seconds."""
    _, counts = np.unique(attempts // HOUR, return_counts=True)
    return int(np.quantile(counts, PACE, method="inverted_cdf"))
