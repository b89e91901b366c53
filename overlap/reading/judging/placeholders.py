"""Words that stand for nothing (`NULL`, `(No value)`): read as blank, and counted, so that no change goes unsaid."""

from overlap.contract import Column
from overlap.reading.records import Records
from overlap.reading.source import RawFile


def words_of(column: Column, records: Records) -> tuple[str, ...]:
    """The placeholders that a value of the column may be in these records: most files hold none."""
    return tuple(word for word in column.blank if records.seen is None or word in records.seen)


def all_words(file: RawFile) -> tuple[str, ...]:
    """Every placeholder of the file's columns, each once."""
    return tuple(dict.fromkeys(word for column in file.columns for word in column.blank))
