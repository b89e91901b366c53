"""A CSV or TSV file, judged: the fast way where its structure leaves nothing to guess, else record by record."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb

from overlap.reading.files import structure
from overlap.reading.files.careful import careful_records
from overlap.reading.files.encoding import as_utf8
from overlap.reading.files.layout import Layout, laid_out
from overlap.reading.files.named_columns import Header, known_names, match
from overlap.reading.files.plain import plain_records
from overlap.reading.files.unquoted import unquoted_records
from overlap.reading.finding.ways import Known
from overlap.reading.judging.deciding import decided_by_all
from overlap.reading.judging.judge import Judge, Miscounted
from overlap.reading.judging.judged import SCANNED, Judged, Progress, judge_at_once
from overlap.reading.judging.placeholders import all_words
from overlap.reading.records import Records

# What DuckDB raises about a CSV file it will not read as we told it; the careful way then decides.
_NOT_PLAIN = (duckdb.InvalidInputException, duckdb.ConversionException, Miscounted)


def judge_text(judge: Judge, path: Path, name: str, scratch: Path, known: Known, on_progress: Progress) -> Judged:
    """Fills the table with the accepted records of the file. Raises InputError: not to be trusted as a whole."""
    text = as_utf8(path, scratch, judge.file.encoding)
    table = laid_out(text, known_names(judge.file), scratch, judge.file.told)
    header = match(table.names, judge.file)
    judge = judge.of(table.names)
    on_bytes = _share_of(table.path, name, on_progress)
    counted = structure.scan(table.path, table.delimiter, header.width, on_bytes, all_words(judge.file))
    # A blank line of a file with one column could be a record: only the careful way can tell.
    if counted.is_plain and header.width > 1:
        judged = _judge_plain(judge, table, header, counted, known)
        if judged is not None:
            return replace(judged, around=table.around)
    records = _unquoted(judge, table, header, counted, scratch) or careful_records(
        table.path, header, table.delimiter, judge.connection, table.above
    )
    judge = decided_by_all(judge, records, known)
    return Judged(records, *judge.judge(records), header, judge.file, table.around)


def _unquoted(
    judge: Judge, table: Layout, header: Header, counted: structure.Structure, scratch: Path
) -> Records | None:
    """None where the file's lines are not its records."""
    if not counted.is_unquoted or header.unnamed_last or header.width == 1:
        return None
    copy = scratch / "even_lines.csv"
    return unquoted_records(table.path, header, table.delimiter, counted, judge.connection, copy, table.above)


def _judge_plain(
    judge: Judge, table: Layout, header: Header, counted: structure.Structure, known: Known
) -> Judged | None:
    """None where the file is not as plain as it looked or the lines of its records must be found."""
    records = plain_records(table.path, header, table.delimiter, counted, table.above)
    try:
        return judge_at_once(judge, records, header, known)
    except _NOT_PLAIN:
        return None


def _share_of(path: Path, name: str, on_progress: Progress) -> Callable[[int], None]:
    size, done = max(path.stat().st_size, 1), 0

    def on_bytes(count: int) -> None:
        nonlocal done
        done += count
        on_progress(name, SCANNED * done / size)

    return on_bytes
