"""A campaign's rate taken apart, once more: one row a handoff, one least squares with rows for the ridge."""

from collections.abc import Sequence

import numpy as np

Handoff = tuple[
    tuple[str, ...], bool, bool
]  # its value of each factor, whether it is the campaign's, whether it made it


def parts(handoffs: Sequence[Handoff]) -> list[float]:
    """The gap, the part of each factor, and what is left."""
    others = [one for one in handoffs if not one[1]]
    mine = [one for one in handoffs if one[1]]
    factors = range(len(handoffs[0][0]))
    columns = [(place, value) for place in factors for value in sorted({one[0][place] for one in others})]
    rows = [[1.0, *(float(values[place] == value) for place, value in columns)] for values, _, _ in others]
    outcomes = [float(made) for _, _, made in others]
    for number in range(len(columns)):
        rows.append([0.0, *(float(number == each) for each in range(len(columns)))])
        outcomes.append(0.0)
    found = np.linalg.lstsq(np.array(rows), np.array(outcomes), rcond=1e-12)[0]
    effect = dict(zip(columns, found[1:], strict=True))
    sizes = [_mean_effect(mine, handoffs, place, effect) for place in factors]
    gap = _rate(mine) - _rate(handoffs)
    return [gap, *sizes, gap - sum(sizes)]


def _mean_effect(
    mine: Sequence[Handoff], everybody: Sequence[Handoff], place: int, effect: dict[tuple[int, str], float]
) -> float:
    """Over values that others have too: the campaign's mean effect less the company's, by as much as it has of them."""
    own = [effect[place, values[place]] for values, _, _ in mine if (place, values[place]) in effect]
    all_of_them = [effect[place, values[place]] for values, _, _ in everybody if (place, values[place]) in effect]
    if not own:
        return 0.0
    return (sum(own) / len(own) - sum(all_of_them) / len(all_of_them)) * len(own) / len(mine)


def _rate(handoffs: Sequence[Handoff]) -> float:
    return sum(made for _, _, made in handoffs) / len(handoffs)
