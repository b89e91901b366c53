"""Random numbers as a hash of (seed, stream, row id): a row draws the same number in any chunk, on any thread."""

from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
from scipy.special import ndtri

Ints = np.ndarray  # int64
Floats = np.ndarray  # float64
Flags = np.ndarray  # bool

_GOLDEN = 0x9E3779B97F4A7C15
_GOLDEN_SECTION = (5**0.5 - 1) / 2
_STREAM = 0xD1B54A32D192ED03
_MASK = (1 << 64) - 1
_KNOTS = 4096


def _mixed(values: np.ndarray) -> np.ndarray:
    """The finaliser of splitmix64 on an array of uint64, in place."""
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


@dataclass(frozen=True)
class Draws:
    """All randomness of one company. A stream is a name: a new one never shifts the numbers of an old one."""

    seed: int

    def uniform(self, stream: str, ids: Ints) -> Floats:
        """In [0, 1), one for each id."""
        hashed = np.asarray(ids).astype(np.uint64)
        hashed *= np.uint64(_GOLDEN)
        hashed += self._key(stream)
        return (_mixed(hashed) >> np.uint64(11)) * 2.0**-53

    def normal(self, stream: str, ids: Ints) -> Floats:
        """Standard normal, within 3.9."""
        return _looked_up(_normal_knots(), self.uniform(stream, ids))

    def exponential(self, stream: str, ids: Ints) -> Floats:
        """Exponential with mean 1, below 9.1."""
        return _looked_up(_exponential_knots(), self.uniform(stream, ids))

    def geometric(self, stream: str, ids: Ints, mean: float | Floats) -> Ints:
        """0, 1, 2, ... with about that mean: 1/ln(1 + 1/mean) is mean + 1/2 to within a twelfth of 1/mean."""
        return (self.exponential(stream, ids) * (mean + 0.5)).astype(np.int64)

    def below(self, stream: str, ids: Ints, count: int | Ints) -> Ints:
        """0 .. count - 1, all alike."""
        return (self.uniform(stream, ids) * count).astype(np.int64)

    def chance(self, stream: str, ids: Ints, probability: float | Floats) -> Flags:
        """True with that probability."""
        return self.uniform(stream, ids) < probability

    def evenly(self, stream: str, ids: Ints) -> Floats:
        """In [0, 1), one for each id: any row of neighbouring ids is spread over it as evenly as can be."""
        return (ids * _GOLDEN_SECTION + self.uniform(stream, np.array([0]))) % 1.0

    def _key(self, stream: str) -> np.uint64:
        key = (self.seed * _GOLDEN + crc32(stream.encode()) * _STREAM + 1) & _MASK
        return _mixed(np.array([key], dtype=np.uint64))[0]


def sigma(log_odds: Floats) -> Floats:
    """The logistic function: log-odds to probability."""
    return 1.0 / (1.0 + np.exp(-log_odds))


def _looked_up(knots: Floats, uniform: Floats) -> Floats:
    # Quantiles come from a rounded table because what becomes a timestamp must not depend on a CPU's `log` and `cos`.
    position = uniform * _KNOTS
    below = position.astype(np.int64)
    low = knots[below]
    return low + (position - below) * (knots[below + 1] - low)


def _shares() -> Floats:
    return np.clip(np.linspace(0.0, 1.0, _KNOTS + 1), 5e-5, 1 - 1.2e-4)


@cache
def _normal_knots() -> Floats:
    shares = _shares()
    shares[-1] = 1 - 5e-5
    return np.round(ndtri(shares), 6)


@cache
def _exponential_knots() -> Floats:
    shares = _shares()
    shares[0] = 0.0
    return np.round(-np.log1p(-shares), 6)
