"""What a caller may set of a question: one declaration in the header, one value given, both read here."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from overlap.agreements import KINDS
from overlap.errors import UsageError, nearest

_DECLARED = re.compile(
    r"^(?P<name>\w+)\s+(?P<type>\w+)(?:\s+(?P<required>required)|\s*=\s*(?P<default>'[^']*'|[\w.+-]+))?"
    r"(?:\s+in\s+(?:\((?P<allowed>[^)]*)\)|(?P<low>-?[\d.]+?)\.\.(?P<high>-?[\d.]+)))?$"
)
_WEIGHTS = KINDS["weights"]


def _flag(text: str) -> bool:
    return text.lower() in ("true", "yes", "1")


def _weights(text: str) -> list[int]:
    """The weights of the custom model, under the rules of the agreement of that name."""
    parts = dict(zip((value.name for value in _WEIGHTS.values), map(int, text.split(",")), strict=True))
    limits = {value.name: (value.low or 0, value.high or 0) for value in _WEIGHTS.values}
    if any(not limits[name][0] <= part <= limits[name][1] for name, part in parts.items()):
        raise ValueError
    if _WEIGHTS.fault and (fault := _WEIGHTS.fault(parts)):
        raise UsageError(f"weights {text}: {fault}")
    return list(parts.values())


_TYPES: Mapping[str, tuple[Callable[[str], object], str]] = {
    "varchar": (str, "a text"),
    "integer": (int, "a whole number"),
    "double": (float, "a number"),
    "date": (str, "a day"),
    "boolean": (_flag, "yes or no"),
    "weights": (
        _weights,
        f"{len(_WEIGHTS.values)} whole numbers from 0 to {_WEIGHTS.values[0].high:,.0f}, the weights of "
        f"{', '.join(value.name for value in _WEIGHTS.values)}: 30,20,20,20,10",
    ),
}


@dataclass(frozen=True)
class Param:
    """One parameter a caller may set: one of `allowed` where there are any, from `low` to `high` where there are."""

    name: str
    type: str
    required: bool
    default: object
    allowed: tuple[str, ...]
    low: float | None = None
    high: float | None = None

    @property
    def takes(self) -> str:
        """What it may be, where that is limited: `first, last`, or `1 to 365`; otherwise ''."""
        if self.allowed:
            return ", ".join(self.allowed)
        if self.type == "weights":
            return _TYPES[self.type][1]
        return "" if self.low is None else f"{self.low:g} to {self.high:g}"

    def value(self, given: object) -> object:
        """`given` as this parameter's type. Raises UsageError naming the parameter and what it takes."""
        if given is None:
            return None
        if self.allowed and str(given) not in self.allowed:
            choices = ", ".join(self.allowed)
            raise UsageError(f'{self.name} "{given}" is none of {choices}.{nearest(str(given), self.allowed)}')
        read, words = _TYPES[self.type]
        try:
            value = read(str(given))
        except ValueError:
            raise UsageError(f'{self.name} "{given}" is not {words}.') from None
        if isinstance(value, int | float) and not self._holds(value):
            raise UsageError(f"{self.name} {given} is out of range: it is from {self.low:g} to {self.high:g}.")
        return value

    def _holds(self, value: float) -> bool:
        return self.low is None or self.high is None or self.low <= value <= self.high


def param_of(text: str) -> Param | None:
    """`name type = default in (a, b)`, or `in 1..365`, or `name type required`; None for what cannot be read."""
    found = _DECLARED.match(text)
    if not found or found["type"] not in _TYPES:
        return None
    allowed = tuple(word.strip(" '") for word in (found["allowed"] or "").split(",") if word.strip())
    limits = [float(found[edge]) if found[edge] else None for edge in ("low", "high")]
    param = Param(found["name"], found["type"], bool(found["required"]), None, allowed, *limits)
    default = None if found["default"] in (None, "null") else found["default"].strip("'")
    return Param(param.name, param.type, param.required, param.value(default), allowed, *limits)
