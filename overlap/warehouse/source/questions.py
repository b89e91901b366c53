"""A source's questions with the counts that its files give them, and the answers where its SQL finds them."""

from pathlib import Path

import duckdb

from overlap.choices import Answers, Choice, Question
from overlap.errors import InputError
from overlap.reading import Source
from overlap.reading.source.asked import PATTERNS, Asked
from overlap.reading.source.sql_files import sql_files
from overlap.sqlfile import named_parameters
from overlap.warehouse.source.statements import in_the_source, place_of, source_statement

_COLUMNS = ("choice", "label", "choice_count", "is_suggested", "is_sure")


def questions_of(connection: duckdb.DuckDBPyConnection, source: Source) -> tuple[Question, ...]:
    """What the source asks about the files in `raw`; a question without choices is not asked. Raises InputError.

    `questions/<key>.sql` gives a row a choice: `choice`, `choice_count` and, as far as it tells, `label`,
    `is_suggested` and `is_sure` (the data say so themselves).
    """
    found = (_question(connection, source, asked) for asked in source.questions)
    return tuple(question for question in found if question.choices)


def keep_answers(connection: duckdb.DuckDBPyConnection, answers: Answers) -> None:
    """Put the answers where the source's statements find them: `raw._choices`, one row for each chosen value."""
    connection.execute("create or replace table raw._choices (question varchar, choice varchar)")
    rows = [(key, value) for key, values in answers.items() for value in values]
    if rows:
        connection.executemany("insert into raw._choices values ($1, $2)", rows)


def _question(connection: duckdb.DuckDBPyConnection, source: Source, asked: Asked) -> Question:
    path = _path(source, asked)
    where = place_of(source, path)
    try:
        select = source_statement(path, where)
        bound = {name: getattr(asked, name) for name in PATTERNS if name in named_parameters(select)}
        made = connection.sql(select, params=bound)
        rows = [dict(zip(made.columns, row, strict=True)) for row in made.fetchall()]
    except duckdb.Error as error:
        raise in_the_source(error, where) from error
    if odd := [name for name in made.columns if name not in _COLUMNS]:
        raise InputError(f"{where}: {odd[0]} is none of {', '.join(_COLUMNS)}.")
    suggested = tuple(str(row["choice"]) for row in rows if row.get("is_suggested"))
    return Question(
        key=asked.key,
        text=asked.ask,
        counts=asked.counts,
        choices=tuple(Choice(str(row["choice"]), row.get("label") or "", row.get("choice_count")) for row in rows),
        suggested=suggested if asked.takes_several else suggested[:1],
        is_sure=any(row.get("is_sure") for row in rows),
        takes_several=asked.takes_several,
        pattern=asked.pattern,
    )


def _path(source: Source, asked: Asked) -> Path:
    own = source.folder / "questions" / f"{asked.statement}.sql"
    return sql_files(source.folders, "questions").get(asked.statement, own)
