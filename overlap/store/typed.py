"""What people type, judged field by field: kept as typed, without what no keyboard writes, or refused in words."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime

from overlap.errors import InputError, nearest

LONGEST_TEXT = 2_000
LONGEST_NAME = 120
_KEPT = ("\n", "\t")


def text(field: str, typed: str) -> str:
    """Free text of up to 2,000 characters, blank allowed. Raises InputError naming the field."""
    kept = _without_controls(typed.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(kept) > LONGEST_TEXT:
        raise InputError(f"{field} has {len(kept):,} characters. Shorten it to {LONGEST_TEXT:,}.")
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
    """Whether two names are one, whatever their letters' case, spacing and way of writing an accent."""
    return _plain(one) == _plain(other)


def moment(at: datetime | None) -> datetime:
    """`at`, else the wall clock, in UTC."""
    return (at or datetime.now(UTC)).astimezone(UTC)


def _plain(who: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", _without_controls(who)).casefold().split())


def _without_controls(typed: str) -> str:
    # Cc are NUL and its kin, Cs half characters that no database takes. Cf stays: it joins emoji.
    return "".join(sign for sign in typed if sign in _KEPT or unicodedata.category(sign) not in ("Cc", "Cs"))
