"""Forecasts of many companies as a page tells them: what intervals held, and how often chances came true."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from demo_quarters import Told
from scipy.stats import beta

_RESAMPLED = 4_000


@dataclass(frozen=True)
class Band:
    """Chances from and up to a share, both told."""

    low: int
    high: int

    def holds(self, chance: float) -> bool:
        """Whether a chance is of this band."""
        return self.low <= round(chance * 100) <= self.high

    def __str__(self) -> str:
        return f"{self.low}-{self.high}%"


BANDS = [Band(5, 10), Band(15, 30), Band(35, 50), Band(55, 70), Band(75, 85), Band(90, 95)]


def held_table(every: Sequence[Told]) -> str:
    """A line for the companies with nothing planted, those with a fall in closing, and all; and the tenths."""
    groups = {
        "default": [each for each in every if not each.is_falling],
        "a planted fall in closing": [each for each in every if each.is_falling],
        "all": every,
    }
    places = [float(np.mean(each.to_come() < each.still_came)) for each in every]
    tenths = ", ".join(str(count) for count in np.histogram(places, np.linspace(0, 1, 11))[0])
    return "\n".join([
        "| companies | forecasts | outcome within the 80% interval | below, above | "
        "mean of forecasts / of outcomes (what was still to come) |",
        "|---|---|---|---|---|",
        *(_line(name, group) for name, group in groups.items() if group),
        "",
        f"Tenths of the forecast in which the outcomes lie, from the lowest: {tenths} "
        f"({len(every) / 10:g} each, were it even).",
    ])  # fmt: skip


def _line(name: str, group: Sequence[Told]) -> str:
    held = sum(each.is_held() for each in group)
    below = sum(bool(each.still_came < np.quantile(each.to_come(), 0.1)) for each in group)
    low, high = beta.ppf(0.025, held, len(group) - held + 1), beta.ppf(0.975, held + 1, len(group) - held)
    told, came = np.array([(each.to_come().mean(), each.still_came) for each in group]).T
    drawn = np.random.default_rng(0).integers(0, len(group), (_RESAMPLED, len(group)))
    least, most = np.quantile(told[drawn].sum(axis=1) / came[drawn].sum(axis=1), (0.025, 0.975))
    outside = f"{below}, {len(group) - held - below}"
    return (
        f"| {name} | {len(group)} | {held} (95% interval {low:.0%} to {high:.0%}) | {outside} "
        f"| {told.sum() / came.sum():.2f} ({least:.2f} to {most:.2f}) |"
    )


def chance_table(every: Sequence[Told]) -> str:
    """A column for each band of chances."""
    told = [[each for one in every for each in one.chances if band.holds(each[0])] for band in BANDS]
    rows = {
        "chance told": [str(band) for band in BANDS],
        "forecasts": [str(len(each)) for each in told],
        "mean chance": [f"{np.mean([chance for chance, _ in each]):.0%}" if each else "" for each in told],
        "target reached": [f"{np.mean([reached for _, reached in each]):.0%}" if each else "" for each in told],
    }
    lines = [f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items()]
    return "\n".join([lines[0], f"|{'---|' * (len(BANDS) + 1)}", *lines[1:]])
