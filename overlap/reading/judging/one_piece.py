"""One piece of an export, judged: its records in `raw.<table>` and `raw._rejects`, and the account of them."""

import errno
import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import duckdb

from overlap.choices import Question
from overlap.contract import Column
from overlap.errors import InputError, WarehouseError
from overlap.faults import worded
from overlap.reading.files.archives import Limits
from overlap.reading.files.pieces import PARQUET, WORKBOOKS, Piece
from overlap.reading.finding.ways import Known, Shown
from overlap.reading.judging.changed import count_changed
from overlap.reading.judging.columnar_file import judge_parquet, judge_sheet
from overlap.reading.judging.deciding import told
from overlap.reading.judging.judge import Judge
from overlap.reading.judging.judged import Judged, Progress
from overlap.reading.judging.record_account import FileAccount
from overlap.reading.judging.text_file import judge_text
from overlap.reading.judging.unclear import DATE_ORDER, Unclear, assumed, order_shown

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Work:
    """What the reading of a piece may use: a folder for passing files, limits of what is packed, and who is told."""

    scratch: Path
    limits: Limits
    on_progress: Progress


def account_of(judge: Judge, piece: Piece, work: Work, known: Known) -> FileAccount:
    """Judges the piece, copying it below `scratch` where it must be; a refused one leaves its table empty."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        sha256 = beside.submit(_sha256, piece)
        account, unasked = _told(judge, piece, work, known, sha256), dict[str, Question]()
        while account.asks and (found := assumed(account.asks[0], known)):
            question, known = found
            unasked[question.key] = question
            account = _told(judge, piece, work, known, sha256)
        if unasked and account.refused is None:
            shown = replace(account.shown, order=None) if DATE_ORDER in unasked else account.shown
            account = replace(account, assumed=tuple(unasked.values()), shown=shown)
        return account


def silent(_file: str, _fraction: float) -> None:
    """Nobody is told how far it is."""


def _sha256(piece: Piece) -> str:
    found = piece.path.stat()
    return digest_of(piece.path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=4)
def digest_of(path: Path, _size: int, _changed: int) -> str:
    """Kept, because all that lies in one ZIP has the bytes of that ZIP."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _told(judge: Judge, piece: Piece, work: Work, known: Known, sha256: Future[str]) -> FileAccount:
    try:
        judged = _judged(judge, piece, work, known)
        changed = count_changed(judge.connection, judged.file, judged.records)
        digest = sha256.result()
    except InputError as refusal:
        work.on_progress(piece.name, 1.0)
        asks = (refusal.question,) if isinstance(refusal, Unclear) else ()
        return replace(_refused(judge, piece.name, str(refusal), sha256), asks=asks)
    except OSError as error:
        if error.errno in _DISK_FULL:
            raise WarehouseError(f"{piece.name}: the disk is full. Free some space and try again.") from error
        why = f"It cannot be read ({error.strerror}). Check the rights of the file, or copy it again."
        return _refused(judge, piece.name, why, sha256)
    except duckdb.Error as error:
        raise worded(error, piece.name) from error
    work.on_progress(piece.name, 1.0)
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
        changed=changed,
        written=told(judged.file),
        shown=Shown(order_shown(column.written for column in judged.file.columns), judged.file.decimal),
        around=judged.around,
        absent_columns=tuple(c.name for c in judge.file.columns if not _is_there(c, judge, judged)),
    )


def _judged(judge: Judge, piece: Piece, work: Work, known: Known) -> Judged:
    path = piece.opened(work.scratch, work.limits)
    if piece.suffix == PARQUET:
        return judge_parquet(judge, path, piece.name, known, work.on_progress)
    if piece.suffix in WORKBOOKS:
        return judge_sheet(judge, path, piece, work.limits, known, work.on_progress)
    return judge_text(judge, path, piece.name, work.scratch, known, work.on_progress)


def _is_there(column: Column, judge: Judge, judged: Judged) -> bool:
    """Whether the header names the column, or another one whose signs fill it."""
    signed = judge.file.signed_by(column)
    return column.name in judged.header.positions or (signed is not None and signed.name in judged.header.positions)


def _refused(judge: Judge, name: str, why: str, sha256: Future[str]) -> FileAccount:
    try:
        judge.clear()
    except duckdb.Error:
        # A file can be so damaged that DuckDB gives up its whole database: nothing more can be judged then.
        raise InputError(f"{name} is refused: {why}") from None
    digest = "" if sha256.exception() is not None else sha256.result()
    return FileAccount(name, judge.file.table, refused=why, sha256=digest)
