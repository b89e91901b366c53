"""`read`: an export folder into `raw.<table>` and `raw._rejects`, with an account of every record of every file."""

import errno
import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import duckdb

from overlap.errors import InputError, WarehouseError
from overlap.faults import is_of_the_machine, worded
from overlap.reading import structure
from overlap.reading.account import Account, FileAccount
from overlap.reading.careful import careful_records
from overlap.reading.encoding import as_utf8
from overlap.reading.folder import find
from overlap.reading.judging import Judge, Miscounted, create_empty
from overlap.reading.merging import follow, forget
from overlap.reading.named_columns import Header, match
from overlap.reading.parquet import parquet_records, unreadable
from overlap.reading.placeholders import all_words, count_blanked
from overlap.reading.plain import plain_records
from overlap.reading.records import Records
from overlap.reading.rejecting import Rejects, prepare
from overlap.reading.rules import Moment
from overlap.reading.source import Source

Progress = Callable[[str, float], None]
# The records, how many were accepted, how many rejected for lying after now, and the header.
_Read = tuple[Records, int, int, Header]

# What DuckDB raises about a CSV file it will not read as we told it; the careful way then decides.
_NOT_PLAIN = (duckdb.InvalidInputException, duckdb.ConversionException, Miscounted)
_SCANNED = 0.4
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def read(
    source: Source,
    folder: Path,
    connection: duckdb.DuckDBPyConnection,
    *,
    scratch: Path | None = None,
    zone: str,
    now: datetime,
    without: Sequence[str] = (),
    on_progress: Progress | None = None,
) -> Account:
    """Reads every file of `source` in `folder`; each then has its `raw.<table>`, empty if absent or refused.

    `zone` is the house's, for naive times where the source states none; no event lies after `now`, the moment of import
    (aware). A refused file stands in the account with its reason, the others are judged all the same.
    Files are copied, where they must be, below `scratch` (else where the machine keeps passing files) and go again.
    Raises InputError (no folder, a required file missing, two files for one table), UsageError (`without` names none).
    """
    found = find(source, folder, without)
    prepare(connection, source.name)
    forget(connection)
    zone = source.zone or zone
    moment = Moment(zone, now, now.astimezone(ZoneInfo(zone)).date())
    accounts: list[FileAccount] = []
    readable: dict[str, str] = {}
    with TemporaryDirectory(prefix="overlap-", dir=scratch) as passing:
        for file in source.files:
            path = found.paths.get(file.table)
            if path is None:
                create_empty(connection, file)
                accounts.append(FileAccount(file.expected, file.table, supplied=False))
                continue
            judge = Judge(connection, file, Rejects(connection, source.name, file, path.name), moment, dict(readable))
            account = _account(judge, path, Path(passing), on_progress or _silent)
            if file.has_merges:
                follow(connection)
            if account.refused is None:
                readable[file.table] = path.name
            accounts.append(account)
    connection.execute("drop table if exists temp._text")
    connection.execute("drop table if exists temp._ragged")
    return Account(tuple(accounts), found.ignored)


def _account(judge: Judge, path: Path, scratch: Path, on_progress: Progress) -> FileAccount:
    with ThreadPoolExecutor(max_workers=1) as beside:
        sha256 = beside.submit(_sha256, path)
        return _judged(judge, path, scratch, sha256, on_progress)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _judged(judge: Judge, path: Path, scratch: Path, sha256: Future[str], on_progress: Progress) -> FileAccount:
    try:
        read_file = _read_parquet if path.suffix.casefold() == ".parquet" else _read_csv
        records, accepted, later, header = read_file(judge, path, scratch, on_progress)
        blanked = count_blanked(judge.connection, judge.file, records)
        digest = sha256.result()
    except InputError as refusal:
        on_progress(path.name, 1.0)
        return _refused(judge, path, str(refusal), sha256)
    except OSError as error:
        if error.errno in _DISK_FULL:
            raise WarehouseError(f"{path.name}: the disk is full. Free some space and try again.") from error
        why = f"It cannot be read ({error.strerror}). Check the rights of the file, or copy it again."
        return _refused(judge, path, why, sha256)
    except duckdb.Error as error:
        raise worded(error, path.name) from error
    on_progress(path.name, 1.0)
    return FileAccount(
        file=path.name,
        table=judge.file.table,
        records=records.count,
        accepted=accepted,
        rejected=judge.rejects.count(),
        sha256=digest,
        later_than_now=later,
        ignored_columns=header.ignored,
        flag_columns=header.flags,
        blanked=blanked,
    )


def _refused(judge: Judge, path: Path, why: str, sha256: Future[str]) -> FileAccount:
    try:
        judge.clear()
    except duckdb.Error:
        # A file can be so damaged that DuckDB gives up its whole database: nothing more can be judged then.
        raise InputError(f"{path.name} is refused: {why}") from None
    return FileAccount(
        path.name, judge.file.table, refused=why, sha256="" if sha256.exception() is not None else sha256.result()
    )


def _read_parquet(judge: Judge, path: Path, _scratch: Path, on_progress: Progress) -> _Read:
    try:
        records, header = parquet_records(path, judge.file, judge.connection)
        on_progress(path.name, _SCANNED)
        if judge.accept_all(records):
            return records, records.count, 0, header
        return records, *judge.judge(records), header
    except Miscounted:
        raise InputError("It holds another number of records than its footer says. Export it again.") from None
    except duckdb.Error as error:
        if is_of_the_machine(error):
            raise
        raise unreadable(error) from None


def _read_csv(judge: Judge, path: Path, scratch: Path, on_progress: Progress) -> _Read:
    text = as_utf8(path, scratch)
    names, delimiter = structure.header_of(text, tuple(column.name for column in judge.file.columns))
    header = match(names, judge.file)
    on_bytes = _share_of(text, path.name, on_progress)
    counted = structure.scan(text, delimiter, header.width, on_bytes, all_words(judge.file))
    # A blank line of a file with one column could be a record: only the careful way can tell.
    if counted.is_plain and header.width > 1:
        judged = _read_plain(judge, text, header, delimiter, counted)
        if judged is not None:
            return *judged, header
    records = careful_records(text, header, delimiter, judge.connection)
    return records, *judge.judge(records), header


def _read_plain(
    judge: Judge, path: Path, header: Header, delimiter: str, counted: structure.Structure
) -> tuple[Records, int, int] | None:
    """(records, accepted, later than now); None where the file is not as plain as it looked or lines must be found."""
    records = plain_records(path, header, delimiter, counted)
    try:
        if judge.accept_all(records):
            return records, records.count, 0
        if not counted.is_line_each:
            return None
        return records, *judge.judge(records)
    except _NOT_PLAIN:
        return None


def _share_of(path: Path, name: str, on_progress: Progress) -> Callable[[int], None]:
    size, done = max(path.stat().st_size, 1), 0

    def on_bytes(count: int) -> None:
        nonlocal done
        done += count
        on_progress(name, _SCANNED * done / size)

    return on_bytes


def _silent(_file: str, _fraction: float) -> None:
    return None
