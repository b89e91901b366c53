"""From what is seen in files to a proposal: what each is, what is asked, what stays silent, and the mapping."""

from collections.abc import Mapping as Answered
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from overlap.choices import NONE, Answers, Question, Settled, Silent, settle
from overlap.contract import BY_NAME, TABLES
from overlap.errors import InputError, nearest
from overlap.guessing.date_order import DateOrder
from overlap.guessing.files import File
from overlap.guessing.looked import Looked
from overlap.guessing.tables import Guess, Match
from overlap.mapping import asking, value_words
from overlap.mapping.corrections import as_tables, corrections_in, with_columns
from overlap.mapping.mapped import MappedColumn, MappedFile, Mapping
from overlap.mapping.names import pattern_of
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
    files, of_tables = looked.files, asking.tables(looked.files, looked.guesses)
    corrected = corrections_in(answers, files)
    guesses = as_tables(looked, {**corrected.tables, **_leads(of_tables, answers)})
    guesses = tuple(with_columns(each, corrected.columns.get(each.file, {})) for each in guesses)
    orders = _of_dates(looked, guesses)
    questions = (
        *of_tables, *asking.columns(files, guesses), *asking.words(files, guesses), *asking.dates(orders),
        *asking.zone(files, guesses, given.zone), *asking.currency(files, guesses, given.currency),
    )  # fmt: skip
    beside = corrected.beside(questions)
    asked = settle(questions, {key: values for key, values in answers.items() if key not in beside})
    mapping = _mapping(files, guesses, orders, given, asked.answers)
    return Proposal(files, guesses, asked, mapping, silent({file.table for file in mapping.files}))


def _leads(questions: Sequence[Question], answers: Answers) -> dict[str, str]:
    """The file that holds the leads, where that was asked and answered."""
    for question in questions:
        if question.key == asking.LEADS and asking.LEADS in answers:
            found = question.judged(answers[asking.LEADS])[0]
            return {} if found == NONE else {found: "leads"}
    return {}


def _of_dates(looked: Looked, guesses: Sequence[Guess]) -> dict[tuple[str, str], DateOrder]:
    """The orders of those columns that fill a time or a day of ours."""
    wanted = {
        (each.file, match.column)
        for each in guesses
        for match in each.matches
        if BY_NAME[str(each.table)].column(match.ours).type in ("time", "day")
    }
    return {place: order for place, order in looked.orders.items() if place in wanted}


def _zone(name: str | None) -> str | None:
    if name in (None, NONE):
        return None
    try:
        return ZoneInfo(str(name)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = nearest(str(name), sorted(available_timezones()))
        raise InputError(f'zone: "{name}" is no time zone. Use a name such as "Europe/Berlin".{near}') from None


def _mapping(
    files: Sequence[File],
    guesses: Sequence[Guess],
    orders: Answered[tuple[str, str], DateOrder],
    given: Given,
    answers: Answered[str, tuple[str, ...]],
) -> Mapping:
    mapped: dict[str, MappedFile] = {}
    for file, each in zip(files, guesses, strict=True):
        if each.table is None or not each.matches:
            continue
        new = MappedFile(
            each.table,
            (pattern_of(file.stems[0], [stem for other in files if other is not file for stem in other.stems]),),
            tuple(_column(file, each.table, match, orders, answers) for match in each.matches),
        )
        mapped[each.table] = _joined(mapped[each.table], new) if each.table in mapped else new
    ordered = tuple(mapped[table.name] for table in TABLES if table.name in mapped)
    zone = _zone(given.zone or answers.get("zone", (None,))[0])
    currency = given.currency or answers.get("currency", (None,))[0]
    return Mapping(ordered, zone, None if currency == NONE else currency, dict(answers))


def _column(
    file: File,
    table: str,
    match: Match,
    orders: Answered[tuple[str, str], DateOrder],
    answers: Answered[str, tuple[str, ...]],
) -> MappedColumn:
    ours, column = BY_NAME[table].column(match.ours), file.column(match.column)
    order = orders.get((file.name, match.column))
    said = value_words.answered(table, ours, value_words.words_of(table, ours, column), answers)
    words = said if value_words.has_words(table, ours) else ()
    unread = () if not ours.allowed or ours.required else value_words.unread(table, ours, column)
    return MappedColumn(
        ours=match.ours,
        header=(match.column,),
        confidence=match.confidence,
        format=order and (order.order or answers.get("date_order", (None,))[0]),
        blank=(*column.blanks, *unread),
        words=words,
    )


def _joined(one: MappedFile, other: MappedFile) -> MappedFile:
    """Two kinds of file that fill one table: all names, and for each column the headers of both."""
    columns = {column.ours: column for column in one.columns}
    for column in other.columns:
        before = columns.get(column.ours)
        columns[column.ours] = column if before is None else replace(
            before,
            header=tuple(dict.fromkeys((*before.header, *column.header))),
            blank=tuple(dict.fromkeys((*before.blank, *column.blank))),
            words=tuple(dict((*before.words, *column.words)).items()),
            format=before.format or column.format,
        )  # fmt: skip
    return MappedFile(one.table, tuple(dict.fromkeys((*one.names, *other.names))), tuple(columns.values()))
