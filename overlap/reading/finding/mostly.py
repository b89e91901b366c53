"""What most values of a column say where a few say otherwise: the few are slips, or the column mixes two things."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from overlap.reading.finding.shapes import Shape

Word = TypeVar("Word", bound=str)
MOST_SLIPS = 0.02
_ONE_SLIP_IN = 6


def is_slip(few: int, all_: int) -> bool:
    """Whether so few of all values are slips: each of them is then rejected, and the column is read."""
    return few <= MOST_SLIPS * all_ or (few == 1 and all_ >= _ONE_SLIP_IN)


def mostly(said: Mapping[Word, Sequence[Shape]]) -> tuple[Word | None, str | None]:
    """(what most values say, None; or None, two values that contradict each other)."""
    if not said:
        return None, None
    counts = {word: sum(shape.count for shape in shapes) for word, shapes in said.items()}
    most = max(said, key=lambda word: (counts[word], word))
    if is_slip(sum(counts.values()) - counts[most], sum(counts.values())):
        return most, None
    return None, " and ".join(f'"{shapes[0].least}"' for _, shapes in sorted(said.items()))
