"""From a folder to a proposal: what each file is, what is asked, what stays silent, and the mapping that follows."""

from collections.abc import Mapping as Answered
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from overlap.choices import NONE, Answers, Question, Settled, Silent, settle
from overlap.contract import BY_NAME, TABLES
from overlap.guessing.date_order import DateOrder, date_order
from overlap.guessing.files import File, names_in, opened
from overlap.guessing.joins import joins
from overlap.guessing.tables import Guess, Match, guess, guessed, points_to
from overlap.mapping import asking, value_words
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


def propose(folder: Path, given: Given, answers: Answers, scratch: Path | None = None) -> Proposal:
    """Look at every file of the folder. Raises InputError: no folder, no files, an answer that is no choice."""
    with TemporaryDirectory(prefix="overlap-", dir=scratch) as passing, duckdb.connect() as connection:
        files = opened(connection, folder, names_in(folder), Path(passing))
        return _proposed(connection, files, given, answers)


def _proposed(connection: duckdb.DuckDBPyConnection, files: Sequence[File], given: Given, answers: Answers) -> Proposal:
    first = guessed(connection, files)
    of_tables = asking.tables(files, first)
    settled = settle(of_tables, _only(answers, of_tables))
    guesses = _as_answered(connection, files, first, settled.answers)
    of_columns = asking.columns(files, guesses)
    columns = settle(of_columns, _only(answers, of_columns))
    guesses = tuple(_with_columns(each, columns.answers) for each in guesses)
    orders = _date_orders(connection, files, guesses)
    questions = (
        *of_tables, *of_columns, *asking.words(files, guesses), *asking.dates(orders),
        *asking.zone(files, guesses, given.zone), *asking.currency(files, guesses, given.currency),
    )  # fmt: skip
    asked = settle(questions, answers)
    mapping = _mapping(files, guesses, orders, given, asked.answers)
    return Proposal(tuple(files), guesses, asked, mapping, silent({file.table for file in mapping.files}))


def _only(answers: Answers, questions: Sequence[Question]) -> dict[str, tuple[str, ...]]:
    return {question.key: answers[question.key] for question in questions if question.key in answers}


def _as_answered(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[File],
    first: Sequence[Guess],
    answers: Answered[str, tuple[str, ...]],
) -> tuple[Guess, ...]:
    """The guesses, those of files about which somebody has said something looked at again as that."""
    said = {file.name: answers[asking.table_key(file)][0] for file in files if asking.table_key(file) in answers}
    if (lead_file := answers.get(asking.LEADS, (NONE,))[0]) != NONE:
        said[lead_file] = "leads"
    if all(said.get(each.file, each.table or NONE) == (each.table or NONE) for each in first):
        return tuple(first)
    known = joins(connection, files)
    by_name = {each.file: each for each in first}
    found = []
    for file, before in zip(files, first, strict=True):
        table = said.get(file.name, before.table or NONE)
        if table == NONE:
            found.append(replace(before, table=None, matches=()))
        elif table == before.table:
            found.append(before)
        else:
            found.append(guess(file, points_to(file, known, by_name), table))
    return tuple(found)


def _with_columns(given: Guess, answers: Answered[str, tuple[str, ...]]) -> Guess:
    """The guess with the columns that somebody has named."""
    said = {
        match: answers[key][0]
        for match in (column.name for column in BY_NAME[given.table].columns)
        if (key := asking.column_key(given.file, match)) in answers
    } if given.table else {}  # fmt: skip
    kept = [match for match in given.matches if match.ours not in said and match.column not in said.values()]
    named = [Match(ours, column, 1.0) for ours, column in said.items() if column != NONE]
    return replace(given, matches=(*kept, *named))


def _date_orders(
    connection: duckdb.DuckDBPyConnection, files: Sequence[File], guesses: Sequence[Guess]
) -> dict[tuple[str, str], DateOrder]:
    """(file, column) -> the order of each mapped column that writes days and months as numbers apart."""
    found: dict[tuple[str, str], DateOrder] = {}
    for file, each in zip(files, guesses, strict=True):
        for match in each.matches:
            if BY_NAME[str(each.table)].column(match.ours).type in ("time", "day"):
                order = date_order(connection, file, file.column(match.column))
                if order is not None:
                    found[file.name, match.column] = order
    return found


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
            (pattern_of(file.name, [other.name for other in files]),),
            tuple(_column(file, each.table, match, orders, answers) for match in each.matches),
        )
        mapped[each.table] = _joined(mapped[each.table], new) if each.table in mapped else new
    ordered = tuple(mapped[table.name] for table in TABLES if table.name in mapped)
    zone = given.zone or answers.get("zone", (None,))[0]
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
