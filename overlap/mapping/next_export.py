"""The next export of a source of one's own: files under other names are known by their columns, and a column that has
another name is asked for, since neither is a fault of the export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from overlap.choices import NONE, Answers, Choice, Question, Settled, settle
from overlap.contract import Column
from overlap.errors import InputError
from overlap.guessing.synonyms import likeness, synonyms, words_of
from overlap.mapping.names import pattern_of
from overlap.reading.files.archives import Limits
from overlap.reading.files.encoding import as_utf8
from overlap.reading.files.layout import laid_out
from overlap.reading.files.pieces import PARQUET, WORKBOOKS, Piece, pieces_of, sorted_out
from overlap.reading.files.workbooks import sheet_of
from overlap.reading.folding import folded
from overlap.reading.source import RawFile, Source
from overlap.reading.source.deletions import kinds
from overlap.words import spoken

_ALIKE = 0.5


@dataclass(frozen=True)
class Changes:
    """`names` are patterns to add to those of a table, `headers` names to add to those of a column of it."""

    asked: Settled
    names: dict[str, tuple[str, ...]]
    headers: dict[tuple[str, str], str]

    @property
    def keys(self) -> frozenset[str]:
        """The answers that were about columns."""
        return frozenset(question.key for question in self.asked.questions)


def changes_of(source: Source, folder: Path, answers: Answers, limits: Limits, scratch: Path) -> Changes:
    """What is called otherwise than the source says. Raises InputError: no folder, an answer that is no choice."""
    with TemporaryDirectory(prefix="overlap-", dir=scratch) as passing:
        pieces = pieces_in(folder, limits)
        fitting = sorted_out(pieces, kinds(source), folder)
        taken = {piece.name for found in fitting.values() for piece in found}
        free = [piece for piece in pieces if piece.name not in taken]
        headers = {piece.name: header_names(piece, source, Path(passing), limits) for piece in pieces}
    moved = _moved(source, fitting, free, headers)
    held = {table: [headers[piece.name] for piece in found] for table, found in {**fitting, **moved}.items()}
    questions = tuple(
        question
        for file in source.files
        if file.fills and file.table in held
        for question in _questions(file, held[file.table], source.choices)
    )
    asked = settle(questions, {key: values for key, values in answers.items() if key in {q.key for q in questions}})
    found = {_place(key): values[0] for key, values in asked.answers.items() if values[0] != NONE}
    others = [stem for piece in pieces for stem in piece.stems]
    names = {table: tuple(pattern_of(p.stems[0], [o for o in others if o not in p.stems]) for p in pieces_)
             for table, pieces_ in moved.items()}  # fmt: skip
    return Changes(asked, names, found)


def unasked(source: Source, changes: Changes) -> Changes:
    """The same where nobody can be asked: columns that records stand without are gone; of others it is still asked."""
    asked = changes.asked
    needed = tuple(each for each in asked.open if _is_needed(source, *_place(each.key)))
    free = tuple(each for each in asked.open if each not in needed)
    return replace(changes, asked=replace(asked, open=needed, assumed=free))


def _is_needed(source: Source, table: str, ours: str) -> bool:
    file = source.file(table)
    return any(file.must_hold(column) for column in file.columns if column.name == ours)


def pieces_in(folder: Path, limits: Limits) -> list[Piece]:
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}. Name the folder that holds the export.")
    paths = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    return [piece for path in paths for piece in pieces_of(path, limits)]


def header_names(piece: Piece, source: Source, scratch: Path, limits: Limits) -> tuple[str, ...]:
    """The names of its columns; none where it cannot be read, which the import says better."""
    known = frozenset(folded(name) for file in source.files for column in file.columns for name in column.names)
    try:
        path = piece.opened(scratch, limits)
        if piece.suffix == PARQUET:
            return tuple(pq.read_schema(path).names)
        if piece.suffix in WORKBOOKS:
            return tuple(sheet_of(path, piece.sheet, limits, known, source.files[0].told).names)
        return laid_out(as_utf8(path, scratch), known, scratch, source.files[0].told).names
    except (InputError, OSError, ValueError):
        return ()


def _moved(
    source: Source,
    fitting: Mapping[str, tuple[Piece, ...]],
    free: Sequence[Piece],
    headers: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[Piece, ...]]:
    """Files that fit no name and have all columns of a table of which no file came, for the table with most columns."""
    found: dict[str, list[Piece]] = {}
    for piece in free:
        names = {folded(name) for name in headers[piece.name]}
        alike = [
            file
            for file in source.files
            if file.fills and file.table not in fitting and all(_names(column) & names for column in _named(file))
        ]
        if alike:
            found.setdefault(max(alike, key=lambda file: len(file.columns)).table, []).append(piece)
    return {table: tuple(pieces) for table, pieces in found.items()}


def _questions(file: RawFile, headers: Sequence[tuple[str, ...]], kept: Answers) -> list[Question]:
    """One for each column that no file of the table has any longer, where there is a column nobody uses."""
    there = {folded(name) for header in headers for name in header}
    used = {name for column in file.columns for name in _names(column)}
    unused = [name for header in headers for name in header if name.strip() and folded(name) not in used]
    return [
        _question(file.table, column, list(dict.fromkeys(unused)))
        for column in _named(file)
        if unused
        and not _names(column) & there
        and not file.signed_by(column)
        and kept.get(_key(file.table, column.name)) != (NONE,)
    ]


def _question(table: str, column: Column, unused: list[str]) -> Question:
    known = (*(words_of(name) for name in column.names), *synonyms().columns[table][column.name])
    ordered = sorted(unused, key=lambda name: -likeness(name, known))
    best = ordered[0] if likeness(ordered[0], known) >= _ALIKE else None
    text = f'The files of {spoken(table)} have no column "{column.called}" any longer. Which one is it now?'
    choices = (*(Choice(name) for name in ordered), Choice(NONE, "it is gone"))
    return Question(_key(table, column.name), text, "", choices, suggested=(best,) if best else ())


def _named(file: RawFile) -> list[Column]:
    """Its columns without those that only the signs of another one fill."""
    return [column for column in file.columns if column.header or not file.signed_by(column)]


def _names(column: Column) -> frozenset[str]:
    return frozenset(folded(name) for name in column.names)


def _key(table: str, ours: str) -> str:
    return f"column.{table}.{ours}"


def _place(key: str) -> tuple[str, str]:
    _, table, ours = key.split(".", 2)
    return table, ours
