"""How many texts of a column are numbers, dates, moments: counted from its shapes, by the rules that read them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from overlap.reading.finding.month_names import in_english, months_in
from overlap.reading.finding.numbers import number_in
from overlap.reading.finding.shapes import Shape
from overlap.reading.finding.time_shapes import ISO, specs_of, unit_of

_OFFSET = re.compile(r".*:99.*(?:Z|UTC|[+-]99(?::?99)?)")
_PACKED, _PACKED_DAY = "99999999", re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_WHOLE = re.compile(r"[+-]?9+(?:[., ']999)*")
_AS_SPREADSHEETS_WRITE = re.compile(r"[+-]?\d+\.0+")


@dataclass(frozen=True)
class Kinds:
    """Counts of texts. `clocks` are dates with a clock, `offsets` those that state their zone.

    `counted` are numbers that may count days or seconds. `signs` are the currencies that stand beside numbers.
    """

    numbers: int = 0
    whole: int = 0
    dates: int = 0
    clocks: int = 0
    offsets: int = 0
    counted: int = 0
    signs: tuple[tuple[str, int], ...] = ()


def kinds_of(shapes: Sequence[Shape]) -> Kinds:
    """The counts of a column's shapes."""
    months = months_in(shape.pattern for shape in shapes)
    counts: Counter[str] = Counter()
    signs: Counter[str] = Counter()
    for shape in shapes:
        number = number_in(shape)
        if number is not None:
            counts["numbers"] += shape.count
            signs.update(dict.fromkeys(number.marks, shape.count))
            counts["whole"] += shape.count if _is_whole(shape) else 0
            counts["counted"] += shape.count if unit_of(shape) else 0
        pattern = in_english(shape.pattern, months) if months else shape.pattern
        if ISO.fullmatch(shape.pattern) or (specs_of(pattern) and _is_day_if_packed(shape)):
            counts["dates"] += shape.count
            counts["clocks"] += shape.count if ":" in shape.pattern else 0
            counts["offsets"] += shape.count if _OFFSET.fullmatch(shape.pattern) else 0
    return Kinds(**counts, signs=tuple(signs.most_common()))


def _is_whole(shape: Shape) -> bool:
    texts = (shape.least, shape.most)
    return _WHOLE.fullmatch(shape.pattern) is not None or all(_AS_SPREADSHEETS_WRITE.fullmatch(each) for each in texts)


def _is_day_if_packed(shape: Shape) -> bool:
    return shape.pattern != _PACKED or all(_PACKED_DAY.fullmatch(each) for each in (shape.least, shape.most))
