"""The shapes of texts and numbers that are days and times, and how each shape is read."""

import re
from collections.abc import Mapping

from overlap.contract.value_forms import Unit
from overlap.reading.finding.shapes import Shape

_CLOCK = r"(?P<hour>9{1,2}):9{1,2}(?P<second>:99(?P<part>\.9{1,9})?)?(?P<half>[ \N{NO-BREAK SPACE}\u202f]?[AaPp][Mm])?"
_BETWEEN = r"(?P<between>,? at |, ?|T| +|\N{NO-BREAK SPACE})"
_DATES = (
    (r"9{1,2}(?P<s>[./-])9{1,2}(?P=s)9999", ("%d{s}%m{s}%Y", "%m{s}%d{s}%Y")),
    (r"9999(?P<s>[./-])9{1,2}(?P=s)9{1,2}", ("%Y{s}%m{s}%d",)),
    (r"9{1,2}(?P<s>[./-])9{1,2}(?P=s)99", ("%d{s}%m{s}%y", "%m{s}%d{s}%y")),
    (r"99999999", ("%Y%m%d",)),
    (r"(?P<day>(?P<dayname>[A-Za-z]{3,9}),? )?9{1,2}(?P<s>[ -])(?P<name>[A-Za-z]{3,9})(?P<t>,? |-)9999",
     ("{day}%d{s}{name}{t}%Y",)),
    (r"9{1,2}(?P<s>[ -])(?P<name>[A-Za-z]{3,9})(?P<t>[ -])99", ("%d{s}{name}{t}%y",)),
    (r"(?P<day>(?P<dayname>[A-Za-z]{3,9}),? )?(?P<name>[A-Za-z]{3,9})(?P<s> )9{1,2}(?P<t>,? )9999",
     ("{day}{name}{s}%d{t}%Y",)),
)  # fmt: skip
_SHAPES = [(re.compile(f"{date}(?:{_BETWEEN}{_CLOCK})?"), specs) for date, specs in _DATES]
ISO = re.compile(r"9999-9{1,2}-9{1,2}(?:[ T]9{1,2}:99(?::99(?:\.9{1,9})?)?(?:Z| UTC|[+-]99(?::?99)?)?)?")
_NUMBER = re.compile(r"9+(?:\.9+)?")
UNITS: dict[Unit, tuple[float, float]] = {
    "spreadsheet-days": (20_000, 80_000),  # 1954 to 2119: no year, and no number of anything else
    "epoch-s": (100_000_000, 7_300_000_000),  # 1973 to 2201
    "epoch-ms": (100_000_000_000, 7_300_000_000_000),
}


def specs_of(pattern: str) -> tuple[str, ...]:
    """What strptime is told of texts of that shape: none for no date, two where day and month may be swapped."""
    for shape, specs in _SHAPES:
        if (found := shape.fullmatch(pattern)) and not ISO.fullmatch(pattern):
            parts = found.groupdict()
            words = {"s": parts.get("s"), "t": parts.get("t"), "day": "", "name": _named(parts.get("name"))}
            if parts.get("day"):
                name = parts["dayname"]
                words["day"] = ("%a" if len(name) == 3 else "%A") + parts["day"].removeprefix(name)
            return tuple(spec.format(**words) + _clock(parts) for spec in specs)
    return ()


def _named(name: str | None) -> str:
    return "%b" if name is not None and len(name) == 3 else "%B"


def _clock(parts: Mapping[str, str | None]) -> str:
    if parts["hour"] is None:
        return ""
    fraction = parts["part"]
    second = ":%S" if parts["second"] else ""
    if fraction:
        second += ".%f" if len(fraction) <= 7 else ".%n"
    half = parts["half"]
    return f"{parts['between']}{'%I' if half else '%H'}:%M{second}{f'{half[:-2]}%p' if half else ''}"


def unit_of(shape: Shape) -> Unit | None:
    """What numbers of that shape may count; None: nothing."""
    if not _NUMBER.fullmatch(shape.pattern):
        return None
    least, most = sorted((float(shape.least), float(shape.most)))
    for unit, (low, high) in UNITS.items():
        if low <= least and most <= high:
            return unit
    return None
