"""What a file cannot tell about its own days and decimals: the question about it, and what an answer says."""

from collections.abc import Iterable
from dataclasses import replace

from overlap.choices import Answers, Choice, Question
from overlap.contract.value_forms import Times, Written
from overlap.errors import InputError
from overlap.reading.finding.ways import ORDERS, Known

OF_FILES = DATE_ORDER, DECIMALS = ("date_order", "decimals")
_POINTS = {"point": ".", "comma": ","}


class Unclear(InputError):
    """The file reads in two ways, and only the company knows which is meant: the answer to `question` says."""

    def __init__(self, said: str, question: Question) -> None:
        super().__init__(said)
        self.question = question


_ORDERS = (Choice("day-month", "31/12/2026: the day first"), Choice("month-day", "12/31/2026: the month first"))
_DECIMALS = (Choice("point", "1,234.50: a point"), Choice("comma", "1.234,50: a comma"))


def order_question(column: str, file: str, why: str) -> Unclear:
    """No day above 12 anywhere in the file."""
    text = f"Do the days of {file} stand before their months? {column} {why}."
    return Unclear(
        f"{column} {why}, and no other value of the file says which.", Question(DATE_ORDER, text, "", _ORDERS)
    )


def decimal_question(column: str, file: str, why: str) -> Unclear:
    """Every number with a separator has three figures behind it."""
    text = f"What stands before the decimals in {file}? {column} {why}."
    return Unclear(
        f"{column} {why}, and no other value of the file says which.", Question(DECIMALS, text, "", _DECIMALS)
    )


def order_shown(written: Iterable[Written | None]) -> str | None:
    """Whether days or months come first, as the columns of a file write them; None where none says, or two differ."""
    orders = {each.order for each in written if isinstance(each, Times) and each.order}
    return orders.pop() if len(orders) == 1 else None


def known_from(answers: Answers, known: Known) -> Known:
    """What is known of a file once the answers are laid beside what its source says. Raises InputError: no choice."""
    order, decimal = (
        Question(key, "", "", choices).judged(answers[key])[0] if key in answers else None
        for key, choices in ((DATE_ORDER, _ORDERS), (DECIMALS, _DECIMALS))
    )
    return replace(
        known,
        answered_order=order if order in ORDERS else known.answered_order,
        answered_decimal=_POINTS.get(decimal or "") or known.answered_decimal,
    )


def assumed(question: Question, known: Known) -> tuple[Question, Known] | None:
    """Where nobody can be asked: the question with what is assumed as its suggestion, and what is known then."""
    order, decimal = known.otherwise.order, known.otherwise.decimal
    if question.key == DATE_ORDER and order and not known.answered_order:
        return replace(question, suggested=(order,)), replace(known, answered_order=order)
    if question.key == DECIMALS and decimal and not known.answered_decimal:
        point = next(word for word, mark in _POINTS.items() if mark == decimal)
        return replace(question, suggested=(point,)), replace(known, answered_decimal=decimal)
    return None
