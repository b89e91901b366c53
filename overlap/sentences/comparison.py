"""What may be said of a change: by how much, and whether two shares are apart at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from typing import Any

from overlap import words


@dataclass(frozen=True)
class Change:
    """A change as a card shows it; `is_good` None where nobody can tell or nothing changed."""

    text: str
    is_good: bool | None


def amounts(now: Any, before: Any) -> Change | None:
    """The relative change of a count or an amount of money, more being good; None without anything before."""
    text = words.growth(now, before)
    return text and Change(text, None if now == before else now > before) or None


def rates(number: str, now: Mapping[str, Any], before: Mapping[str, Any]) -> Change | None:
    """The change of a share in points, judged only where Newcombe's interval of the difference leaves out 0.

    The interval combines the two Wilson intervals (Newcombe 1998, method 10). None where either share is unknown.
    """
    (share_1, low_1, high_1), (share_0, low_0, high_0) = (
        tuple(row[name] for name in (number, f"{number}_low", f"{number}_high")) for row in (now, before)
    )
    if share_1 is None or share_0 is None:
        return None
    difference = share_1 - share_0
    lower = difference - hypot(share_1 - low_1, high_0 - share_0)
    upper = difference + hypot(high_1 - share_1, share_0 - low_0)
    return Change(words.points(difference), None if lower <= 0 <= upper else difference > 0)
