"""What a person says about files and columns, asked or not, laid over the guesses.

`table.<file>` says what a file is, `column.<file>.<ours>` which of its columns ours is; `none` takes one away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from overlap.choices import NONE, Answers, Question
from overlap.contract import BY_NAME
from overlap.errors import InputError, nearest
from overlap.guessing.looked import Looked
from overlap.guessing.text_tables import File
from overlap.guessing.which_table import Guess, Match, guess, points_to
from overlap.mapping.company_questions import ALL_WON, column_key, table_key


@dataclass(frozen=True)
class Corrections:
    """By file: the table, and for columns of ours the header; `keys` are those of the answers they come from."""

    tables: dict[str, str]
    columns: dict[str, dict[str, str]]
    keys: frozenset[str]

    def beside(self, questions: Sequence[Question]) -> frozenset[str]:
        """The keys that no question asks for."""
        return self.keys - {question.key for question in questions}


def corrections_in(answers: Answers, files: Sequence[File]) -> Corrections:
    """The answers about files and columns. Raises InputError for a table or column that is not there."""
    tables: dict[str, str] = {}
    columns: dict[str, dict[str, str]] = {}
    keys = set()
    for file in files:
        if table_key(file) in answers:
            tables[file.name] = _table(table_key(file), answers[table_key(file)])
            keys.add(table_key(file))
        prefix = column_key(file.name, "")
        for key in answers:
            if key.startswith(prefix):
                columns.setdefault(file.name, {})[key.removeprefix(prefix)] = _header(key, answers[key], file)
                keys.add(key)
    return Corrections(tables, columns, frozenset(keys))


def as_tables(looked: Looked, said: Mapping[str, str]) -> tuple[tuple[File, Guess], ...]:
    """Files with their guesses, those about which somebody has said something else made again as that.

    A wide file that is said to be one table is no longer the others.
    """
    by_name = {each.file: each for each in looked.guesses}
    found: dict[object, tuple[File, Guess]] = {}
    for place, (file, before) in enumerate(zip(looked.files, looked.guesses, strict=True)):
        now = _as_table(file, before, said.get(file.name), points_to(file, looked.joins, by_name))
        found.setdefault(file.name if file.name in said else place, (file, now))
    return tuple(found.values())


def with_columns(given: Guess, said: Mapping[str, str]) -> Guess:
    """The guess with the columns that somebody has named, by column of ours."""
    if given.table is None:
        return given
    names = [column.name for column in BY_NAME[given.table].columns]
    named = [Match(ours, column, 1.0) for ours, column in said.items() if column != NONE and ours in names]
    taken = {match.column for match in named}
    kept = [match for match in given.matches if match.ours not in said and match.column not in taken]
    return replace(given, matches=tuple(sorted((*kept, *named), key=lambda match: names.index(match.ours))))


def _as_table(file: File, before: Guess, table: str | None, pointing: Mapping[str, frozenset[str]]) -> Guess:
    if table is None:
        return before
    if table == NONE:
        return replace(before, table=None, confidence=1.0, matches=())
    if table == before.table:
        return replace(before, confidence=1.0)
    return replace(guess(file, pointing, table), others=before.others)


def _table(key: str, values: Sequence[str]) -> str:
    if len(values) != 1 or values[0] not in (*BY_NAME, NONE):
        said = ";".join(values)
        raise InputError(f'{key}: "{said}" is none of our tables.{nearest(said, [*BY_NAME, NONE])}')
    return values[0]


def _header(key: str, values: Sequence[str], file: File) -> str:
    names = [column.name for column in file.columns]
    if tuple(values) == (ALL_WON,) and key == column_key(file.name, "outcome"):
        return NONE
    for name in (*names, NONE):
        if len(values) == 1 and name.casefold() == values[0].strip().casefold():
            return name
    said = ";".join(values)
    raise InputError(f'{key}: {file.name} has no column "{said}".{nearest(said, names)}')
