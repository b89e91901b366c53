"""From what is seen in files to a proposal: what each is, what is asked, what stays silent, and the mapping."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from overlap.choices import NONE, Answers, Question, Settled, Silent, settle
from overlap.contract import BY_NAME
from overlap.errors import InputError, nearest
from overlap.guessing.looked import DateOrder, Looked
from overlap.guessing.text_tables import File
from overlap.guessing.which_table import Guess
from overlap.mapping import company_questions, signs
from overlap.mapping.corrections import as_tables, corrections_in, with_columns
from overlap.mapping.extra_columns import extras_of
from overlap.mapping.mapped import Mapping
from overlap.mapping.settled_mapping import mapping_of
from overlap.personal import handling_questions
from overlap.silence import silent


@dataclass(frozen=True)
class Given:
    """What is known before anything is asked: said with the folder, or by the company that is published."""

    zone: str | None = None
    currency: str | None = None


@dataclass(frozen=True)
class Proposal:
    """`guesses` stand beside `files`, with what was answered about them."""

    files: tuple[File, ...]
    guesses: tuple[Guess, ...]
    asked: Settled
    mapping: Mapping
    silent: tuple[Silent, ...]


def propose(looked: Looked, given: Given, answers: Answers) -> Proposal:
    """What follows from the files and what was answered. Raises InputError for an answer that is no choice."""
    of_tables = company_questions.tables(looked.files, looked.guesses)
    corrected = corrections_in(answers, looked.files)
    pairs = as_tables(looked, {**corrected.tables, **_leads(of_tables, answers)})
    files = tuple(file for file, _ in pairs)
    guesses = tuple(with_columns(each, corrected.columns.get(each.file, {})) for _, each in pairs)
    orders = _of_dates(looked, files, guesses)
    questions = (
        *of_tables, *company_questions.columns(files, guesses), *company_questions.words(files, guesses),
        *company_questions.dates(orders), *company_questions.zone(files, guesses, given.zone),
        *company_questions.currency(files, guesses, given.currency), *signs.questions(files, guesses),
        *company_questions.handoff(files, guesses), *handling_questions(_of_people(guesses)),
    )  # fmt: skip
    beside = corrected.beside(questions)
    asked = settle(questions, {key: values for key, values in answers.items() if key not in beside})
    zone = _zone(given.zone or asked.answers.get("zone", (None,))[0])
    currency = given.currency or asked.answers.get("currency", (None,))[0]
    mapping = mapping_of(files, guesses, orders, zone, None if currency == NONE else currency, asked.answers)
    return Proposal(files, guesses, asked, mapping, silent(mapping.tables))


def _of_people(guesses: Sequence[Guess]) -> set[str]:
    """The kinds of personal data that the files hold."""
    return {BY_NAME[str(each.table)].column(match.ours).personal for each in guesses for match in each.matches}


def _leads(questions: Sequence[Question], answers: Answers) -> dict[str, str]:
    """The file that holds the leads, where that was asked and answered."""
    for question in questions:
        if question.key == company_questions.LEADS and company_questions.LEADS in answers:
            found = question.judged(answers[company_questions.LEADS])[0]
            return {} if found == NONE else {found: "leads"}
    return {}


def _of_dates(looked: Looked, files: Sequence[File], guesses: Sequence[Guess]) -> dict[tuple[str, str], DateOrder]:
    """The orders of those columns that fill a time or a day of ours."""
    wanted = {
        (each.file, match.column)
        for each in guesses
        for match in each.matches
        if BY_NAME[str(each.table)].column(match.ours).type in ("time", "day")
    }
    for file, extras in zip(files, extras_of(files, guesses), strict=True):
        wanted |= {(file.name, extra.column.name) for extra in extras if extra.type == "time"}
    return {place: order for place, order in looked.orders.items() if place in wanted}


def _zone(name: str | None) -> str | None:
    if name in (None, NONE):
        return None
    try:
        return ZoneInfo(str(name)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = nearest(str(name), sorted(available_timezones()))
        raise InputError(f'zone: "{name}" is no time zone. Use a name such as "Europe/Berlin".{near}') from None
