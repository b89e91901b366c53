"""Lists of values as people write them, on the command line and in an address: with commas, and quotes as in CSV."""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from overlap.errors import UsageError

NO_VALUE = "(none)"  # the row without a value; in quotes it is a value that is called so
Values = tuple[str | None, ...]

_FEW = 8  # values that can be listed in a sentence
_WORD = re.compile(r'\s*(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<bare>[^,"]*))\s*(?:,|$)')


def listed(text: str) -> Values:
    """`a,"b, c",(none)` -> a; b, c; None. Raises UsageError for a quote that is not closed."""
    found: list[str | None] = []
    at = 0
    while at < len(text):
        word = _WORD.match(text, at)
        if not word:
            raise UsageError(f'The quotes in {text} do not match. Write a value as in CSV: "a, b", a quote as "".')
        at = word.end()
        if word["quoted"] is not None:
            found.append(word["quoted"].replace('""', '"'))
        elif bare := word["bare"].strip():
            found.append(None if bare == NO_VALUE else bare)
    return tuple(found)


def quoted(value: str | None) -> str:
    """The value as `listed` reads it: in quotes only where it could be taken for something else."""
    if value is None:
        return NO_VALUE
    if value == NO_VALUE or value != value.strip() or set(',"') & set(value) or not value:
        return '"' + value.replace('"', '""') + '"'
    return value


def meant(name: str, text: str, labels: Mapping[str, str]) -> Values:
    """The known values a text lists. `labels`: what people call each. Raises UsageError, with the nearest value."""
    values, unknown = understood(text, labels)
    if unknown:
        among = f"is none of {', '.join(labels)}" if 0 < len(labels) <= _FEW else "is not known here"
        close = closest(unknown[0], labels)
        hint = f' Did you mean "{close}"?' if close else ""
        raise UsageError(f'{name} "{unknown[0]}" {among}.{hint}')
    return values


def understood(text: str, known: Collection[str]) -> tuple[Values, tuple[str, ...]]:
    """What a text lists, and what of it is not known; a text that is a known value needs no quotes for its commas.

    Raises UsageError for quotes that do not match, and for a text that is one known value and several at once.
    """
    is_one = text in known and text != NO_VALUE
    try:
        values = listed(text)
    except UsageError:
        if is_one:
            return (text,), ()
        raise
    unknown = tuple(value for value in values if value is not None and value not in known)
    if is_one and values != (text,):
        if not unknown:
            each = " and ".join(f'"{value}"' for value in values)
            raise UsageError(f'"{text}" is one value, and {each} are others: put quotes around each you mean.')
        return (text,), ()
    return values, unknown


def closest(word: str, labels: Mapping[str, str]) -> str | None:
    """The nearest value, by what it is or by what it is called."""
    called = {label: value for value, label in labels.items()}
    found = get_close_matches(word, [*labels, *called], n=1, cutoff=0.5)
    return called.get(found[0], found[0]) if found else None
