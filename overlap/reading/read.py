"""`read`: an export folder into `raw.<table>` and `raw._rejects`, with an account of every record of every file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import duckdb

from overlap.choices import Answers
from overlap.reading.files.archives import Limits
from overlap.reading.files.folder import DEFAULT_LIMITS, find
from overlap.reading.files.pieces import Piece
from overlap.reading.finding.ways import Known
from overlap.reading.judging.account import Account, FileAccount
from overlap.reading.judging.changed import SPELLED, Change
from overlap.reading.judging.joining import Joined
from overlap.reading.judging.judge import Judge, create_empty
from overlap.reading.judging.judged import Progress
from overlap.reading.judging.merges import follow, forget
from overlap.reading.judging.one_piece import Work, account_of, silent
from overlap.reading.judging.rejecting import Rejects, prepare
from overlap.reading.judging.unclear import known_from
from overlap.reading.source import RawFile, Source
from overlap.reading.values.bound import Moment
from overlap.reading.values.spelling import spell_alike


def read(
    source: Source,
    folder: Path,
    connection: duckdb.DuckDBPyConnection,
    *,
    scratch: Path | None = None,
    zone: str,
    now: datetime,
    without: Sequence[str] = (),
    answers: Answers | None = None,
    limits: Limits = DEFAULT_LIMITS,
    on_progress: Progress | None = None,
) -> Account:
    """Reads every file of `source` in `folder`; each then has its `raw.<table>`, empty if absent or refused.

    `answers` say what the files cannot tell of themselves: the order of days and months, say. `limits` hold for what
    is packed. `zone` is the house's, for naive times where the source states none; no event lies after `now`, the
    moment of import (aware). A refused file stands in the account with its reason, the others are judged all the same.
    Files are copied, where they must be, below `scratch` (else where the machine keeps passing files) and go again.
    Raises InputError (no folder, a required file missing, two files for one table), UsageError (`without` names none).
    """
    found = find(source, folder, without, limits)
    prepare(connection, source.name)
    forget(connection)
    accounts: list[FileAccount] = []
    with TemporaryDirectory(prefix="overlap-", dir=scratch) as passing:
        reading = _Reading(source, connection, Path(passing), zone, now, answers or {}, limits, on_progress or silent)
        for file in source.files:
            accounts += reading.table(file, found.pieces.get(file.table, ()))
            if file.has_merges and file.table in found.pieces:
                follow(connection)
    connection.execute("drop table if exists temp._text")
    connection.execute("drop table if exists temp._ragged")
    connection.execute("drop table if exists temp._sheet")
    return Account(tuple(accounts), found.ignored)


class _Reading:
    """The reading of one folder, remembering which tables can be referred to, and the names of their files."""

    def __init__(
        self,
        source: Source,
        connection: duckdb.DuckDBPyConnection,
        passing: Path,
        zone: str,
        now: datetime,
        answers: Answers,
        limits: Limits,
        on_progress: Progress,
    ) -> None:
        self._source, self._connection, self._passing = source, connection, passing
        self._zone, self._now, self._answers, self._on_progress = zone, now, answers, on_progress
        self._limits = limits
        self._readable: dict[str, str] = {}

    def table(self, file: RawFile, pieces: tuple[Piece, ...]) -> list[FileAccount]:
        """Fills the table with all that its pieces hold; an account each, one of nothing where there is none."""
        if not pieces:
            create_empty(self._connection, file)
            return [FileAccount(file.expected, file.table, supplied=False)]
        known = known_from(self._answers, Known(decimal=file.decimal))
        work = Work(self._passing, self._limits, self._on_progress)
        joined = Joined(self._connection, file)
        accounts = []
        for piece in pieces:
            rejects = Rejects(self._connection, self._source.name, file, piece.name)
            judge = Judge(self._connection, file, rejects, self._moment(file), dict(self._readable), joined.parts)
            accounts.append(account_of(judge, piece, work, known))
            joined.add(piece.name)
        accounts = self._spelled_alike(file, joined, accounts)
        joined.finish()
        readable = [account.file for account in accounts if account.refused is None]
        if readable:
            self._readable[file.table] = " or ".join(readable)
        return accounts

    def _spelled_alike(self, file: RawFile, joined: Joined, accounts: list[FileAccount]) -> list[FileAccount]:
        """The accounts, with the values that all files of the kind together decided how to spell."""
        tables = tuple(part.table for part in joined.parts)
        for column in file.columns:
            if column.fold:
                counts = spell_alike(self._connection, column, tables)
                accounts = [
                    replace(account, changed=(*account.changed, Change(column.name, SPELLED, count)))
                    if count
                    else account
                    for account, count in zip(accounts, counts, strict=True)
                ]
        return accounts

    def _moment(self, file: RawFile) -> Moment:
        zone = file.zone or self._source.zone or self._zone
        return Moment(zone, self._now, self._now.astimezone(ZoneInfo(zone)).date())
