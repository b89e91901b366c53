"""Amounts of several currencies in one column: what each sign stands for, asked where it is the sign of several."""

from collections import Counter
from collections.abc import Mapping, Sequence

from overlap.choices import NONE, Choice, Question
from overlap.guessing.column_facts import Column
from overlap.guessing.text_tables import File
from overlap.guessing.which_table import Guess

AMOUNT, CURRENCY = "amount", "currency"
CODES = {
    "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "R$": "BRL", "C$": "CAD", "CA$": "CAD",
    "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "zł": "PLN", "Kč": "CZK", "Ft": "HUF",
    "₺": "TRY", "₩": "KRW", "₽": "RUB", "₴": "UAH", "₪": "ILS",
}  # fmt: skip
_SEVERAL = {"kr": ("SEK", "NOK", "DKK"), "Kr": ("SEK", "NOK", "DKK"), "Rs": ("INR", "PKR", "LKR"), "R": ("ZAR",)}


def are_mixed(column: Column) -> bool:
    """Whether amounts of several currencies stand in the column, so that the sign of each is its currency."""
    return len(column.signs) > 1


def codes(column: Column) -> Counter[str]:
    """How many amounts there are of each currency, by the signs beside them that stand for one alone."""
    found: Counter[str] = Counter()
    for sign, count in column.signs:
        if code := _code(sign):
            found[code] += count
    return found


def questions(files: Sequence[File], guesses: Sequence[Guess]) -> tuple[Question, ...]:
    """What a sign of several currencies stands for, where a column mixes signs."""
    found = {
        sign: Question(
            _key(sign),
            f'Which currency does "{sign}" stand for in "{column.name}" of {file.name}?',
            "deals",
            tuple(Choice(code) for code in _SEVERAL.get(sign, ())),
            pattern=r"[A-Za-z]{3}",
        )
        for file, guess in zip(files, guesses, strict=True)
        if (amount := guess.match(AMOUNT)) and are_mixed(column := file.column(amount.column))
        for sign, _ in column.signs
        if _code(sign) is None
    }
    return tuple(found.values())


def words(column: Column, answers: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """(sign, the code it stands for) of every sign of the column that is no code itself."""
    said = {sign: _code(sign) or answers.get(_key(sign), (NONE,))[0] for sign, _ in column.signs}
    return tuple((sign, code.upper()) for sign, code in said.items() if code not in (sign, NONE))


def _code(sign: str) -> str | None:
    is_code = len(sign) == 3 and sign.isalpha() and sign.isupper()
    return sign if is_code else CODES.get(sign)


def _key(sign: str) -> str:
    return f"sign.{sign}"
