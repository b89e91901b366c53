"""What people type, judged field by field: kept as typed, without what no keyboard writes, or refused in words."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from confusable_homoglyphs.confusables import confusables_data

from overlap.errors import InputError, nearest
from overlap.limits import LONGEST_COMMENT

LONGEST_NAME = 120
_KEPT = ("\n", "\t")
_STROKES = {"I": "l", "1": "l", "|": "l", "0": "O"}


def text(field: str, typed: str) -> str:
    """Free text of up to 2,000 characters, blank allowed. Raises InputError naming the field."""
    kept = _without_controls(typed.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(kept) > LONGEST_COMMENT:
        raise InputError(f"{field} has {len(kept):,} characters. Shorten it to {LONGEST_COMMENT:,}.")
    return kept


def sentence(field: str, typed: str) -> str:
    """Free text that must say something. Raises InputError naming the field."""
    kept = text(field, typed)
    if not kept:
        raise InputError(f"{field} is blank. Fill it in.")
    return kept


def name(field: str, typed: str) -> str:
    """One line that is not blank: who someone is, an id. Raises InputError naming the field."""
    kept = " ".join(_without_controls(typed).split())
    if not kept:
        raise InputError(f"{field} is blank. Fill it in.")
    if len(kept) > LONGEST_NAME:
        raise InputError(f"{field} has {len(kept)} characters. Shorten it to {LONGEST_NAME}.")
    return kept


def refuse_controls(field: str, value: object) -> None:
    """Refuse texts anywhere inside a value that `text` would not keep as they are. Raises InputError."""
    if isinstance(value, Mapping):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple):
        for each in value:
            refuse_controls(field, each)
    elif isinstance(value, str) and text(field, value) != value.strip():
        raise InputError(f"{field} holds characters that no keyboard writes. Type it again.")


def identifier(field: str, given: str) -> str:
    """An id exactly as the data have it. Raises InputError for a blank one."""
    if not given.strip():
        raise InputError(f"{field} is blank. Fill it in.")
    return given


def choice(field: str, given: str, allowed: tuple[str, ...]) -> str:
    """One of the allowed words. Raises InputError with the nearest."""
    if given not in allowed:
        raise InputError(f'{field} cannot be "{given}": it is one of {", ".join(allowed)}.{nearest(given, allowed)}')
    return given


def whole(field: str, given: object, low: int, high: int) -> int:
    """A whole number from `low` to `high`. Raises InputError."""
    if isinstance(given, bool) or not isinstance(given, int) or not low <= given <= high:
        raise InputError(f"{field} must be a whole number from {low:,} to {high:,}, not {given}.")
    return given


def is_same_person(one: str, other: str) -> bool:
    """Whether two names look like one: whatever their case, spacing, way of writing an accent, or alphabet.

    By the skeletons of Unicode Technical Standard 39, so that a Cyrillic letter in the place of a Latin one, or a
    character nobody sees, makes no second person.
    """
    return _folded(one) == _folded(other) or _look(one) == _look(other)


def moment(at: datetime | None) -> datetime:
    """`at`, else the wall clock, in UTC."""
    return (at or datetime.now(UTC)).astimezone(UTC)


def _folded(who: str) -> str:
    """A name without case. Signs are compared before it is folded, for the capitals, and after."""
    once = "".join(_looks_like(sign) for sign in _seen(who)).casefold()
    return "".join(_looks_like(sign) for sign in unicodedata.normalize("NFKD", once))


def _look(who: str) -> str:
    """A name as it is seen, where l, I and 1 are one stroke; with case, else Maria would be Marla."""
    return "".join(_STROKES.get(sign, sign) for sign in map(_looks_like, _seen(who)))


def _seen(who: str) -> str:
    kept = "".join(sign for sign in unicodedata.normalize("NFKC", who) if not _is_unseen(sign))
    return unicodedata.normalize("NFKD", " ".join(kept.split()))


@cache
def _looks_like(sign: str) -> str:
    """The plain Latin letter that a sign may be taken for, else the sign itself."""
    alike = [each["c"] for each in confusables_data.get(sign, ())]
    plain = sorted(each for each in alike if len(each) == 1 and each.isascii() and each.isalpha())
    return sign if sign.isascii() or not plain else plain[0]


def _is_unseen(sign: str) -> bool:
    # Cf joins and marks directions, Mn from U+FE00 selects a variant; the rest are blanks that count as letters.
    is_selector = sign == "\u034f" or "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs") or is_selector or sign in "\u115f\u1160\u3164\uffa0"


def _without_controls(typed: str) -> str:
    # Cc are NUL and its kin, Cs half characters that no database takes. Cf stays: it joins emoji.
    return "".join(sign for sign in typed if sign in _KEPT or unicodedata.category(sign) not in ("Cc", "Cs"))
