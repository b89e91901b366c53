"""Two circles whose areas, and the area they share, are true to three amounts: the geometry alone."""

from dataclasses import dataclass
from math import acos, cos, pi, sin, sqrt

Point = tuple[float, float]

_STEPS = 60  # halvings: more than a float can tell apart
_CORNERS = 180  # of a circle drawn as a polygon
_TINY = 1e-9


@dataclass(frozen=True)
class Circles:
    """The left circle around (0, 0), the right one around (distance, 0)."""

    left: float
    right: float
    distance: float

    @property
    def span(self) -> tuple[float, float]:
        """From where to where both reach on the x axis."""
        return min(-self.left, self.distance - self.right), max(self.left, self.distance + self.right)

    @property
    def tallest(self) -> float:
        """The larger radius."""
        return max(self.left, self.right)


def circles(only_left: float, shared: float, only_right: float) -> Circles:
    """Circles of areas `only_left + shared` and `shared + only_right` that overlap by `shared`. No amount is negative.

    Areas are of all three amounts together as 1. The distance is found by halving: the shared area falls with it.
    """
    total = (only_left + shared + only_right) or 1.0
    left, right = sqrt((only_left + shared) / total / pi), sqrt((shared + only_right) / total / pi)
    near, far = abs(left - right), left + right
    for _ in range(_STEPS):
        middle = (near + far) / 2
        if _lens(left, right, middle) > shared / total:
            near = middle
        else:
            far = middle
    return Circles(left, right, far if shared else (left + right) * 1.04)


def outline(radius: float, centre: float) -> list[Point]:
    """A circle around (centre, 0) as a polygon."""
    return [
        (centre + radius * cos(2 * pi * corner / _CORNERS), radius * sin(2 * pi * corner / _CORNERS))
        for corner in range(_CORNERS + 1)
    ]


def lens(given: Circles) -> list[Point]:
    """What both circles cover, as a polygon; empty where they do not meet."""
    left, right, distance = given.left, given.right, given.distance
    if distance >= left + right - _TINY:
        return []
    if distance <= abs(left - right) + _TINY:
        return outline(left, 0.0) if left < right else outline(right, distance)
    x = (distance**2 + left**2 - right**2) / (2 * distance)
    inner, outer = acos(_unit(x / left)), acos(_unit((distance - x) / right))
    half = _CORNERS // 2
    turns = [2 * step / half - 1 for step in range(half + 1)]
    of_left = [(left * cos(inner * turn), left * sin(inner * turn)) for turn in turns]
    of_right = [(distance - right * cos(outer * turn), -right * sin(outer * turn)) for turn in turns]
    return of_left + of_right


def area(polygon: list[Point]) -> float:
    """The area inside a polygon (shoelace formula)."""
    pairs = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def _lens(left: float, right: float, distance: float) -> float:
    """The area two circles share (Weisstein, "Circle-Circle Intersection")."""
    if distance >= left + right:
        return 0.0
    if distance <= abs(left - right):
        return pi * min(left, right) ** 2
    at_left = acos(_unit((distance**2 + left**2 - right**2) / (2 * distance * left)))
    at_right = acos(_unit((distance**2 + right**2 - left**2) / (2 * distance * right)))
    kite = (
        (-distance + left + right) * (distance + left - right) * (distance - left + right) * (distance + left + right)
    )
    return left**2 * at_left + right**2 * at_right - sqrt(max(kite, 0.0)) / 2


def _unit(value: float) -> float:
    return max(-1.0, min(1.0, value))
