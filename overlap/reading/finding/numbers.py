"""How a column writes its numbers, from all its values: what stands before the decimals, and between thousands."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from overlap.contract.value_forms import Numbers
from overlap.reading.finding.mostly import mostly
from overlap.reading.finding.shapes import Shape

Decimal = str  # "." or ","
_GAPS = " \N{NO-BREAK SPACE}\u202f\u2009'\N{RIGHT SINGLE QUOTATION MARK}"
_SIGNS = "()+-% \N{MINUS SIGN}\N{NO-BREAK SPACE}\u202f\u2009"
_DRESSED = re.compile(
    r"\(?(?P<before>[^\d.,()+-]*?)[+\N{MINUS SIGN}-]?(?P<inner>[^\d.,()+-]*?)(?P<core>9[9.,"
    + _GAPS
    + r"]*|[.,]9+)(?P<space> ?)(?P<factor>(?:[KkMmBb]|[Bb]n|Mio|mio)(?![a-z]))?(?P<after>[^\d.,()+]*?)\)?-?"
)
_PLAIN = re.compile(r"[+-]?(?:9+(?:\.9+)?|\.9+)")
_CODE = re.compile("[A-Z]{3}|[A-Za-z]{1,2}\\$|kr|Kr|zł|Kč|Ft|Rs|R")


@dataclass(frozen=True)
class Number:
    """What one shape shows. `says` is which character stands before its decimals, where the shape can only mean one."""

    shape: Shape
    says: Decimal | None
    separators: frozenset[str]
    marks: frozenset[str]
    has_factor: bool
    is_unclear: Decimal | None


@dataclass(frozen=True)
class FoundNumbers:
    """`written` is None where the values are as our own tables have them; `read` is how many can be read.

    `asks` is why nobody can tell thousands from decimals, `says` what the column tells other columns of the file.
    """

    written: Numbers | None
    read: int
    says: Decimal | None = None
    asks: str | None = None
    mixes: str | None = None


def numbers_of(
    shapes: Sequence[Shape],
    decimal: Decimal | None = None,
    *,
    may_have_three: bool = False,
    may_mix_marks: bool = False,
) -> FoundNumbers:
    """How texts of these shapes write numbers; `decimal` where it is known.

    `may_have_three`: a value of the column has three decimals as easily as any other number of them.
    `may_mix_marks`: the sign of each value is kept beside it, so that amounts of several currencies may stand together.
    """
    seen = [found for shape in shapes if (found := number_in(shape))]
    if not seen:
        return FoundNumbers(None, 0)
    read = sum(each.shape.count for each in seen)
    mark, mixes = mostly(
        {mark: [each.shape for each in seen if mark in each.marks] for each in seen for mark in each.marks}
    )
    if mixes and not may_mix_marks:
        return FoundNumbers(None, 0, mixes=f"mixes currencies: {mixes}")
    marks = sorted(frozenset().union(*(each.marks for each in seen)), key=lambda each: (-len(each), each))
    kept = tuple(marks) if may_mix_marks else (mark,) if mark else ()
    says, mixes = mostly(
        {each.says: [other.shape for other in seen if other.says == each.says] for each in seen if each.says}
    )
    if mixes:
        return FoundNumbers(None, 0, mixes=f"mixes decimal points with decimal commas: {mixes}")
    decimal = decimal or says
    unclear = [each for each in seen if each.is_unclear]
    if decimal is None and unclear and not may_have_three:
        points = {each.is_unclear for each in unclear}
        if points != {","}:
            return FoundNumbers(None, read, asks=f'may be thousands or decimals: "{unclear[0].shape.least}"')
    decimal = decimal or "."
    if all(_PLAIN.fullmatch(each.shape.pattern) for each in seen) and decimal == ".":
        return FoundNumbers(None, read, says)
    other = {",": ".", ".": ","}[decimal]
    separators = frozenset().union(*(each.separators for each in seen), {other} if says else ()) - {decimal}
    example = max(seen, key=lambda each: (not _PLAIN.fullmatch(each.shape.pattern), each.shape.count)).shape.least
    has_factors = any(each.has_factor for each in seen)
    written = Numbers(decimal, tuple(sorted(separators)), kept, has_factors, *_around(seen, decimal), example)
    return FoundNumbers(written, read, says)


def plain_numbers(shapes: Sequence[Shape]) -> Numbers:
    """Points before the decimals and nothing else, of a column whose shapes are known to mean that."""
    seen = [found for shape in shapes if (found := number_in(shape))]
    around, decimals = _around(seen, ".")
    return Numbers(around=around, decimals=decimals, example=shapes[0].least)


def _around(seen: Sequence[Number], decimal: Decimal) -> tuple[str, int]:
    """(the signs, brackets and spaces that stand beside the numbers, the most decimals one has)."""
    signs = {sign for each in seen for sign in each.shape.pattern if sign in _SIGNS}
    parts = [each.shape.pattern.rpartition(decimal)[2] for each in seen if decimal in each.shape.pattern]
    return "".join(sorted(signs)), max((part.count("9") for part in parts), default=0)


def number_in(shape: Shape) -> Number | None:
    """The number a shape writes; None: it writes none."""
    found = _DRESSED.fullmatch(shape.pattern)
    if found is None:
        return None
    words = {word for part in ("before", "inner", "after") if (word := found[part].strip(_GAPS + "%+-\N{MINUS SIGN}"))}
    if not all(_is_currency(word) for word in words) or len(words) > 1:
        return None
    core = found["core"].strip(_GAPS)
    separators = [character for character in core if character != "9"]
    grouped = _grouped(core)
    if grouped is None:
        return None
    says, unclear = grouped
    if unclear and shape.starts_with_zero:
        says, unclear = unclear, None
    return Number(shape, says, frozenset(separators), frozenset(words), found["factor"] is not None, unclear)


def _grouped(core: str) -> tuple[Decimal | None, Decimal | None] | None:
    """(the character before the decimals, the one that may be that or stand between thousands); None: no number."""
    marks = [character for character in core if character in ".,"]
    gap = next((character for character in core if character in _GAPS), None)
    last = marks[-1] if marks else None
    whole, _, part = core.rpartition(last) if last else (core, "", "")
    others = {character for character in whole if character != "9"}
    if gap and re.fullmatch(rf"9{{1,3}}(?:{re.escape(gap)}999)+", whole or part) and set(part) <= {"9"}:
        return (last if last in (".", ",") else None), None
    if gap:
        return None
    if last is None:
        return None, None
    if not others:
        is_unclear = len(part) == 3 and 1 <= len(whole) <= 3
        return (None, last) if is_unclear else (last, None)
    thousands = others.pop()
    if others or not re.fullmatch(rf"9{{1,3}}(?:{re.escape(thousands)}999)+", whole):
        return None
    if thousands == last:
        other: Decimal = "," if last == "." else "."
        return (other, None) if len(part) == 3 else None
    return last, None


def _is_currency(word: str) -> bool:
    return _CODE.fullmatch(word) is not None or all(unicodedata.category(character) == "Sc" for character in word)
