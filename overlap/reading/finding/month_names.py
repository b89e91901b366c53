"""Months by their names in other languages, made English before a date is read: strptime knows no others."""

import re
from collections.abc import Iterable

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# German, French, Spanish, Italian, Dutch, Portuguese, and English written out; abbreviations stand without their point.
_NAMES = (
    "januar jänner janvier janv enero ene gennaio gen januari janeiro january",
    "februar feber février févr fevrier fév febrero febbraio februari fevereiro fev february",
    "märz mär mrz mars marzo maart mrt março march",
    "april avril avr abril abr aprile",
    "mai mayo maggio mag mei maio may",
    "juni juin junio giugno giu junho june",
    "juli juillet juil julio luglio lug julho july",
    "august août aout agosto ago augustus august",
    "september septembre sept septiembre set settembre setembro september",
    "oktober okt octobre octubre ottobre ott outubro out october",
    "november novembre noviembre nov novembro november",
    "dezember dez décembre déc decembre diciembre dic dicembre december dezembro",
)
_MONTHS = {name: english for english, names in zip(_ENGLISH, _NAMES, strict=True) for name in (english, *names.split())}
_WORD = re.compile(r"[^\W\d_]+")
_DAY = r"^([0-9]{1,2})(?:\.|er|º)? (?:de )?"
_OF = r" (?:de|del) "
_POINTED = re.compile(r"^9{1,2}(?:\.|er) [^\W\d_]|[^\W\d_]{3}\.")
_KNOWN = {*_ENGLISH, "january", "february", "march", "april", "june", "july", "august", "september", "october",
          "november", "december"}  # fmt: skip


def months_in(patterns: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The names of months in shapes of dates and what they are in English; none where strptime reads all of them."""
    patterns = list(patterns)
    words = {word.casefold() for pattern in patterns for word in _WORD.findall(pattern)}
    named = {word: _MONTHS[word] for word in words if word in _MONTHS}
    is_foreign = named.keys() - _KNOWN or (named and any(_POINTED.search(each) for each in patterns))
    return tuple(sorted(named.items(), key=lambda pair: (-len(pair[0]), pair))) if is_foreign else ()


def in_english(pattern: str, months: tuple[tuple[str, str], ...]) -> str:
    """A shape with its month in English, as `in_english_sql` makes the texts of it."""
    text = re.sub(_DAY, r"\1 ", pattern.casefold())
    text = re.sub(_OF, " ", text)
    for name, english in months:
        text = re.sub(rf"\b{name}\b\.?", english, text)
    return text


def in_english_sql(text: str, months: tuple[tuple[str, str], ...]) -> str:
    """The SQL of a text with its month in English."""
    found = f"regexp_replace(lower({text}), '{_DAY}', '\\1 ')"
    found = f"regexp_replace({found}, '{_OF}', ' ', 'g')"
    for name, english in months:
        found = f"regexp_replace({found}, '(^|[^\\pL]){name}\\.?($|[^\\pL.])', '\\1{english}\\2')"
    return found
