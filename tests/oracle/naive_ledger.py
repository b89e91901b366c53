"""The ledger by CREDIT 1-3: cents to people first, then each person's cents over the touches, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from naive_deals import Deal, by_person, ends, share
from naive_rows import Known
from naive_touches import channel_of, path_of
from naive_weights import PARTS, Model, Rules, parts


@dataclass(frozen=True)
class WhatIf:
    """What is asked otherwise than agreed: a window, a half-life, the five weights of the custom model."""

    window_days: int | None = None
    half_life_days: float | None = None
    weights: tuple[int, ...] | None = None

    @property
    def params(self) -> dict[str, object]:
        """The same as it is asked of a report."""
        weights = ",".join(map(str, self.weights)) if self.weights else None
        asked = {"window_days": self.window_days, "half_life_days": self.half_life_days, "weights": weights}
        return {name: value for name, value in asked.items() if value is not None}


AS_AGREED = WhatIf()


@dataclass(frozen=True)
class Cell:
    """What one touch and one person earned of one deal; `newness` counts the touches from the newest, 1."""

    deal: Deal
    newness: int
    campaign_id: str | None
    channel: str | None
    has_touch: bool
    rep_id: str | None
    team: str | None
    cents: int


def cells(known: Known, deal: Deal, model: Model, removal: Mapping[str, int], what_if: WhatIf) -> list[Cell]:
    """The cells of a deal under a model; their cents add up to each person's and to the deal's.

    A deal without a touch in the window is earned by no known campaign.
    """
    teams = {rep["rep_id"]: rep.get("team") for rep in known.tables["reps"]}
    agreed = known.agreed("attribution", ends(known, deal).at)
    path = path_of(known, deal, agreed["window_days"] if what_if.window_days is None else what_if.window_days)
    half_life_days = agreed["half_life_days"] if what_if.half_life_days is None else what_if.half_life_days
    weights = known.agreed("weights", ends(known, deal).at)
    custom = what_if.weights or tuple(weights[name] for name in PARTS)
    rules = Rules(Fraction(str(half_life_days)), removal, custom)
    newest_first = (parts(model, path, rules) if path.touches else [Fraction(1)])[::-1]
    upto = [Fraction(0), *accumulate(newest_first)]
    return [
        Cell(
            deal, newness, touch.get("campaign_id"), channel_of(known, touch), bool(touch),
            rep_id, teams.get(rep_id) if rep_id else None,
            share(cents, upto[newness]) - share(cents, upto[newness - 1]),
        )
        for rep_id, cents in by_person(deal).items()
        for newness, touch in enumerate(path.touches[::-1] or [{}], start=1)
    ]  # fmt: skip
