"""One piece of an export, judged: its records in `raw.<table>` and `raw._rejects`, and the account of them."""

import errno
import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from overlap.errors import InputError, WarehouseError
from overlap.faults import is_of_the_machine, worded
from overlap.reading.account import FileAccount
from overlap.reading.finding.ways import Known
from overlap.reading.judged import SCANNED, Judged, Progress, judge_at_once
from overlap.reading.judging import Judge, Miscounted
from overlap.reading.parquet import parquet_records, unreadable
from overlap.reading.pieces import Piece
from overlap.reading.placeholders import count_blanked
from overlap.reading.text_file import judge_text
from overlap.reading.unclear import Unclear

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def account_of(judge: Judge, piece: Piece, scratch: Path, known: Known, on_progress: Progress) -> FileAccount:
    """Judges the piece, copying it below `scratch` where it must be; a refused one leaves its table empty."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        sha256 = beside.submit(_sha256, piece.path)
        return _told(judge, piece, scratch, known, sha256, on_progress)


def silent(_file: str, _fraction: float) -> None:
    """Nobody is told how far it is."""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _told(
    judge: Judge, piece: Piece, scratch: Path, known: Known, sha256: Future[str], on_progress: Progress
) -> FileAccount:
    try:
        judge_piece = _judge_parquet if piece.path.suffix.casefold() == ".parquet" else judge_text
        judged = judge_piece(judge, piece, scratch, known, on_progress)
        blanked = count_blanked(judge.connection, judge.file, judged.records)
        digest = sha256.result()
    except InputError as refusal:
        on_progress(piece.name, 1.0)
        asks = (refusal.question,) if isinstance(refusal, Unclear) else ()
        return replace(_refused(judge, piece.name, str(refusal), sha256), asks=asks)
    except OSError as error:
        if error.errno in _DISK_FULL:
            raise WarehouseError(f"{piece.name}: the disk is full. Free some space and try again.") from error
        why = f"It cannot be read ({error.strerror}). Check the rights of the file, or copy it again."
        return _refused(judge, piece.name, why, sha256)
    except duckdb.Error as error:
        raise worded(error, piece.name) from error
    on_progress(piece.name, 1.0)
    return FileAccount(
        file=piece.name,
        table=judge.file.table,
        records=judged.records.count,
        accepted=judged.accepted,
        rejected=judge.rejects.count(),
        sha256=digest,
        later_than_now=judged.later,
        ignored_columns=judged.header.ignored,
        flag_columns=judged.header.flags,
        blanked=blanked,
        written=judged.written,
    )


def _refused(judge: Judge, name: str, why: str, sha256: Future[str]) -> FileAccount:
    try:
        judge.clear()
    except duckdb.Error:
        # A file can be so damaged that DuckDB gives up its whole database: nothing more can be judged then.
        raise InputError(f"{name} is refused: {why}") from None
    digest = "" if sha256.exception() is not None else sha256.result()
    return FileAccount(name, judge.file.table, refused=why, sha256=digest)


def _judge_parquet(judge: Judge, piece: Piece, _scratch: Path, known: Known, on_progress: Progress) -> Judged:
    try:
        records, header = parquet_records(piece.path, judge.file, judge.connection)
        judge = judge.of(pq.read_schema(piece.path).names)
        on_progress(piece.name, SCANNED)
        return judge_at_once(judge, records, header, known)
    except Miscounted:
        raise InputError("It holds another number of records than its footer says. Export it again.") from None
    except duckdb.Error as error:
        if is_of_the_machine(error):
            raise
        raise unreadable(error) from None
