"""The four complaints once more: one row a handoff, intervals from derivatives taken by moving each person a little."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.optimize import minimize

CHANCE = 1 - 0.0125 / 2
STEP = 1e-4


@dataclass(frozen=True)
class Handoff:
    """Whose, in which period, of whose lead; what is known of it before anybody works it; what became of it."""

    arm: str
    rep: str
    is_marketing: bool
    known: tuple[str | None, ...]
    is_made: bool


Weights = dict[str, float]
Size = Callable[[Weights], float]


def rate(rows: Sequence[Handoff], weights: Weights) -> float:
    """Of all of them, each as heavy as its person."""
    total = sum(weights[row.rep] for row in rows)
    return sum(weights[row.rep] for row in rows if row.is_made) / total


def at_equal_people(rows: Sequence[Handoff], weights: Weights) -> float:
    """The fall since the reference, each person who is in both as heavy as there."""
    fall = heavy = 0.0
    for rep in {row.rep for row in rows}:
        then = [row.is_made for row in rows if row.rep == rep and row.arm == "reference"]
        now = [row.is_made for row in rows if row.rep == rep and row.arm == "now"]
        if then and now:
            weight = weights[rep] * len(then)
            fall, heavy = fall + weight * (sum(then) / len(then) - sum(now) / len(now)), heavy + weight
    return fall / heavy


def expected(rows: Sequence[Handoff], weights: Weights) -> float:
    """Mean chance of those of now by a logit of the reference, less what was made: a column a value, a ridge of 1."""
    columns, made, then = _columns(rows)
    heavy = np.array([weights[row.rep] for row in rows])
    chance = _chances(columns[~then], _logit(columns[then], made[then], heavy[then]))
    return float((heavy[~then] * (chance - made[~then])).sum() / heavy[~then].sum())


def alone_at_equal_mix(rows: Sequence[Handoff]) -> float:
    """Of that, were the records independent: chance in those of now, and what the few of the reference leave open."""
    columns, made, then = _columns(rows)
    b = _logit(columns[then], made[then], np.ones(then.sum()))
    chance_then, chance = _chances(columns[then], b), _chances(columns[~then], b)
    curve = columns[then].T @ (columns[then] * (chance_then * (1 - chance_then))[:, None])
    ridge = np.diag([0.0, *np.ones(len(b) - 1)])
    slope = (columns[~then] * (chance * (1 - chance))[:, None]).mean(axis=0)
    return float((chance * (1 - chance)).sum() / len(chance) ** 2 + slope @ np.linalg.solve(curve + ridge, slope))


def _columns(rows: Sequence[Handoff]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A column a value, what was made, and which rows are the reference's."""
    values = [(place, value) for place in range(len(rows[0].known)) for value in {row.known[place] for row in rows}]
    columns = np.array([[1.0, *(float(row.known[place] == value) for place, value in values)] for row in rows])
    made = np.array([float(row.is_made) for row in rows])
    return columns, made, np.array([row.arm == "reference" for row in rows])


def _chances(columns: np.ndarray, b: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-columns @ b))


def _logit(columns: np.ndarray, made: np.ndarray, heavy: np.ndarray) -> np.ndarray:
    def loss(b: np.ndarray) -> float:
        odds = columns @ b
        return float((heavy * (np.logaddexp(0, odds) - made * odds)).sum() + (b[1:] ** 2).sum() / 2)

    def slope(b: np.ndarray) -> np.ndarray:
        return columns.T @ (heavy * (_chances(columns, b) - made)) + np.concatenate([[0.0], b[1:]])

    return minimize(loss, np.zeros(columns.shape[1]), jac=slope, method="BFGS", options={"gtol": 1e-9}).x


def ends(size: Size, reps: Sequence[str], alone: float) -> tuple[float, float, float]:
    """The size and its interval: the wider of people as units, with t, and of records as units."""
    even = dict.fromkeys(reps, 1.0)
    found = size(even)
    moves = [(size(even | {rep: 1 + STEP}) - size(even | {rep: 1 - STEP})) / (2 * STEP) for rep in reps]
    moving = [move for move in moves if abs(move) > 1e-12]
    width = stats.norm.ppf(CHANCE) * alone**0.5
    people = len(moving)
    if people > 1:
        spread = people / (people - 1) * sum(move**2 for move in moving)
        width = max(width, stats.t.ppf(CHANCE, people - 1) * spread**0.5)
    return found, found - width, found + width


def variance(rows: Sequence[Handoff]) -> float:
    """Of their rate, were they independent."""
    made, number = sum(row.is_made for row in rows), len(rows)
    share = (made + 1) / (number + 2) if made in (0, number) else made / number
    return share * (1 - share) / number


def verdict(low: float, size: float, high: float, smallest: float) -> str:
    """In the handbook's words."""
    if low > 0 and size >= smallest:
        return "supported"
    return "not supported" if high < smallest else "cannot tell yet"
