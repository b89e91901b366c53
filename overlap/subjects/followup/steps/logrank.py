"""Whether curves of the time to the first attempt differ by more than chance: the log-rank test, people permuted."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.special import chdtrc

from overlap.steps.given import Given

PERMUTED, USUAL, WITHIN = "people swap groups at random", "usual", "within each person"
DIFFER, ALIKE, TOO_FEW = "significant difference", "no significant difference", "too few to tell"
FEWEST_PEOPLE = 10  # in every group, for the usual test
FEWEST_ATTEMPTS = 10
LEVEL = 0.05
WORLDS = 999
_AT_ONCE = 100  # worlds, so that hundreds of people take no gigabytes
_SAME = 1 - 1e-9  # of the statistic: a world that only rounding sets apart from the recorded one is as extreme
_TEST = {
    "group_count": pl.Int64,
    "compared_count": pl.Int64,
    "left_out_count": pl.Int64,
    "person_count": pl.Int64,
    "fewest_people": pl.Int64,
    "statistic": pl.Float64,
    "degrees": pl.Int64,
    "p_value": pl.Float64,
    "method": pl.String,
    "verdict": pl.String,
}


@dataclass(frozen=True)
class Parts:
    """What each unit (a person, or a group) adds to the test: observed less expected, and its share of the variance.

    With d of n tried at a time, unit i at risk n_i: excess_i = sum(d_i - n_i d/n), own_i = sum(c n_i / n) and
    shared_ij = sum(c n_i n_j / n^2), c = d (n - d) / (n - 1). Groups of units simply add these up.
    """

    excess: np.ndarray
    own: np.ndarray
    shared: np.ndarray

    def statistic(self, member: np.ndarray) -> np.ndarray:
        """Chi-square of the groups; `member` is (worlds x) groups x units, 1 where the unit belongs to the group."""
        member = member[..., :-1, :]  # the last group is what the others leave
        excess, shared = member @ self.excess, member @ self.shared @ np.swapaxes(member, -1, -2)
        variance = np.eye(member.shape[-2]) * (member @ self.own)[..., None] - shared
        return np.einsum("...i,...ij,...j", excess, np.linalg.pinv(variance, hermitian=True), excess)


def hint(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """followup/curve_test: one row. `frame` counts handoffs and attempts by group_id, rep_id and minutes.

    Mantel 1966, Peto & Peto 1972; a permutation p-value counts the recorded world too (Phipson & Smyth 2010).
    """
    known = frame.drop_nulls(["group_id", "rep_id"])
    of_person = known.group_by("rep_id").agg(pl.col("group_id").n_unique().alias("groups"))
    people = known.group_by("group_id").agg(pl.col("rep_id").n_unique().alias("people"))["people"]
    row: dict[str, object] = {
        "group_count": people.len(),
        "compared_count": int(known["handoff_count"].sum()),
        "left_out_count": int(frame["handoff_count"].sum()) - int(known["handoff_count"].sum()),
        "person_count": of_person.height,
        "fewest_people": people.min(),
        "verdict": TOO_FEW,
    }
    if people.len() > 1 and known["attempted_count"].sum() >= FEWEST_ATTEMPTS:
        if of_person.filter(pl.col("groups") > 1).height:
            row |= _within(known)
        elif row["fewest_people"] < FEWEST_PEOPLE:  # pyright: ignore[reportOperatorIssue]
            row |= _permuted(known, given.seed)
        else:
            row |= _usual(known)
    return pl.DataFrame([row], schema=_TEST)


def _usual(known: pl.DataFrame) -> dict[str, object]:
    units = parts(known, "group_id")
    return _said(float(units.statistic(np.eye(len(units.own)))), len(units.own) - 1, None, USUAL)


def _within(known: pl.DataFrame) -> dict[str, object]:
    """The excess and variance of each group, added up over people."""
    groups = known["group_id"].unique().sort().to_list()
    total = Parts(np.zeros(len(groups)), np.zeros(len(groups)), np.zeros((len(groups), len(groups))))
    for of_person in known.partition_by("rep_id"):
        mine, at = parts(of_person, "group_id"), [groups.index(one) for one in sorted(of_person["group_id"].unique())]
        total.excess[at] += mine.excess
        total.own[at] += mine.own
        total.shared[np.ix_(at, at)] += mine.shared
    return _said(float(total.statistic(np.eye(len(groups)))), len(groups) - 1, None, WITHIN)


def _permuted(known: pl.DataFrame, seed: int) -> dict[str, object]:
    people = known.group_by("rep_id").agg(pl.col("group_id").first()).sort("rep_id")
    units, chance = parts(known, "rep_id"), np.random.default_rng(seed)
    member = (people["group_id"].unique().sort().to_numpy()[:, None] == people["group_id"].to_numpy()).astype(float)
    recorded, as_extreme, order = float(units.statistic(member)), 0, np.arange(len(units.own))
    for some in np.array_split(np.arange(WORLDS), WORLDS // _AT_ONCE + 1):
        orders = chance.permuted(np.tile(order, (len(some), 1)), axis=1)
        worlds = units.statistic(np.moveaxis(member[:, orders], 1, 0))
        as_extreme += int((worlds >= recorded * _SAME).sum())
    return _said(recorded, len(member) - 1, (1 + as_extreme) / (1 + WORLDS), PERMUTED)


def _said(statistic: float, degrees: int, p_value: float | None, method: str) -> dict[str, object]:
    p_value = float(chdtrc(degrees, statistic)) if p_value is None else p_value
    # Few people, permuted, can show a difference but never that there is none.
    verdict = DIFFER if p_value < LEVEL else TOO_FEW if method == PERMUTED else ALIKE
    return {"statistic": statistic, "degrees": degrees, "p_value": p_value, "method": method, "verdict": verdict}


def parts(known: pl.DataFrame, unit: str) -> Parts:
    """What each value of the column `unit`, in its order, adds to the test."""
    cells = known.group_by(unit, "minutes").agg(pl.col("handoff_count", "attempted_count").sum())
    of_unit = (cells[unit].rank("dense").to_numpy() - 1).astype(int)
    at_time = (cells["minutes"].rank("dense").to_numpy() - 1).astype(int)
    shape = of_unit.max() + 1, at_time.max() + 1
    ended, tried = np.zeros(shape), np.zeros(shape)
    ended[of_unit, at_time] = cells["handoff_count"].to_numpy()
    tried[of_unit, at_time] = cells["attempted_count"].to_numpy()
    at_risk = np.cumsum(ended[:, ::-1], axis=1)[:, ::-1]
    happens = tried.sum(axis=0) > 0
    tried, at_risk = tried[:, happens], at_risk[:, happens]
    events, everybody = tried.sum(axis=0), at_risk.sum(axis=0)
    share = at_risk / everybody
    spread = np.divide(events * (everybody - events), everybody - 1, out=np.zeros_like(events), where=everybody > 1)
    return Parts((tried - share * events).sum(axis=1), share @ spread, (share * spread) @ share.T)
