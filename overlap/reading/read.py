"""`read`: an export folder into `raw.<table>` and `raw._rejects`, with an account of every record of every file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import duckdb

from overlap.choices import Answers
from overlap.personal import KEPT_AS_IT_IS, Handling
from overlap.reading.files.archives import Limits
from overlap.reading.files.folder import DEFAULT_LIMITS, Found, find
from overlap.reading.files.pieces import Piece
from overlap.reading.finding.ways import Known, Shown
from overlap.reading.judging.changed import SPELLED, Change
from overlap.reading.judging.joining import Joined
from overlap.reading.judging.judge import Judge, create_empty
from overlap.reading.judging.judged import Progress
from overlap.reading.judging.kept import Kept
from overlap.reading.judging.merges import follow, forget, remember
from overlap.reading.judging.one_piece import Work, account_of, silent
from overlap.reading.judging.record_account import Account, FileAccount
from overlap.reading.judging.rejecting import Rejects, prepare
from overlap.reading.judging.unclear import known_from
from overlap.reading.source import RawFile, Source
from overlap.reading.source.deletions import deletions
from overlap.reading.values.bound import Moment
from overlap.reading.values.spelling import spell_alike

_BEFORE = "what was imported before"


def read(
    source: Source,
    folder: Path,
    connection: duckdb.DuckDBPyConnection,
    *,
    scratch: Path | None = None,
    zone: str,
    own_zone: str | None = None,
    now: datetime,
    without: Sequence[str] = (),
    answers: Answers | None = None,
    before: Mapping[str, Shown] | None = None,
    otherwise: Shown | None = None,
    personal: Handling = KEPT_AS_IT_IS,
    limits: Limits = DEFAULT_LIMITS,
    on_progress: Progress | None = None,
    kept: Kept | None = None,
) -> Account:
    """Reads every file of `source` in `folder`; each then has its `raw.<table>`, empty if absent or refused.

    `answers` say what the files cannot tell of themselves: the order of days and months, say. `before` is what
    earlier files of a table showed of it; it holds where neither values nor answers say, and `otherwise` after it,
    where nobody can be asked. `personal` says what is kept of people. `limits` hold for what is packed. `zone` is the
    house's, for days and, where neither the source nor `own_zone` states one, for naive times; no event lies after
    `now`, the moment of import (aware). A refused file stands in the account with its reason, the others are judged
    all the same.
    With `kept`, what is accepted is written there; where that holds earlier imports, the folder holds changes of them,
    and a table is what stands then. Files are copied, where they must be, below `scratch` (else where the machine keeps
    passing files) and go again.
    Raises InputError (no folder, a required file missing, two files for one table), UsageError (`without` names none).
    """
    found = find(source, folder, without, limits, is_whole=kept is None or kept.before is None)
    prepare(connection, source.name)
    forget(connection)
    accounts: list[FileAccount] = []
    with TemporaryDirectory(prefix="overlap-", dir=scratch) as passing:
        work = Work(Path(passing), limits, on_progress or silent)
        zones = (own_zone or zone, zone)
        known = {
            file.table: _known(file, answers or {}, (before or {}).get(file.table) or Shown(), otherwise or Shown())
            for file in source.files
        }
        reading = _Reading(source, connection, work, zones, now, known, personal, found, kept)
        for file in source.files:
            accounts += reading.table(file)
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
        work: Work,
        zones: tuple[str, str],
        now: datetime,
        known: Mapping[str, Known],
        personal: Handling,
        found: Found,
        kept: Kept | None,
    ) -> None:
        self._source, self._connection, self._work = source, connection, work
        self._zone, self._zone_of_days = zones
        self._now, self._known, self._personal = now, known, personal
        self._found, self._kept = found, kept
        self._readable: dict[str, str] = {}
        self._is_anything_deleted = False

    def table(self, file: RawFile) -> list[FileAccount]:
        """Fills the table with all that its pieces hold; an account each, one of nothing where there is none."""
        pieces = self._found.pieces.get(file.table, ())
        before = self._kept if self._kept and self._kept.holds(file) else None
        if not pieces and not before:
            create_empty(self._connection, file)
            absent = FileAccount(file.expected, file.table, supplied=False)
            return [absent, *self._deleted(file, Joined(self._connection, file))]
        if before and file.has_merges:
            remember(self._connection, f"{before.before}.{file.table}")
        joined = Joined(self._connection, file)
        accounts = self._judged(file, pieces, joined)
        if before:
            joined.lay_under(before, accounts)
        deleted = self._deleted(file, joined)
        if self._kept:
            self._kept.keep(self._connection, file, joined.tables)
        accounts = self._spelled_alike(file, joined, accounts)
        joined.finish()
        if file.has_merges:
            follow(self._connection)
        readable = [account.file for account in accounts if account.refused is None]
        if readable or before:
            self._readable[file.table] = " or ".join([*readable, *([_BEFORE] if before else [])])
        absent = [] if pieces else [FileAccount(file.expected, file.table, supplied=False)]
        return [*accounts, *absent, *deleted]

    def _judged(self, file: RawFile, pieces: tuple[Piece, ...], joined: Joined) -> list[FileAccount]:
        known = self._known.get(file.table) or Known(file.decimal)
        accounts = []
        for piece in pieces:
            rejects = Rejects(self._connection, self._source.name, file, piece.name, self._personal)
            judge = Judge(
                self._connection, file, rejects, self._moment(file), dict(self._readable), joined.parts, self._personal
            )
            accounts.append(account_of(judge, piece, self._work, known))
            joined.add(piece.name)
        return accounts

    def _deleted(self, file: RawFile, joined: Joined) -> list[FileAccount]:
        """Takes out what lists of deletions name, and what was kept of those that are gone; an account of each list."""
        lists = deletions(file)
        pieces = self._found.pieces.get(lists.table, ()) if lists else ()
        if lists and pieces:
            self._is_anything_deleted = True
            gone = Joined(self._connection, lists)
            accounts = self._judged(lists, pieces, gone)
            gone.finish()
            joined.without_deleted()
        else:
            accounts = []
        if self._is_anything_deleted:
            joined.without_orphans()
        return accounts

    def _spelled_alike(self, file: RawFile, joined: Joined, accounts: list[FileAccount]) -> list[FileAccount]:
        """The accounts, with the values that all files of the kind together decided how to spell."""
        for column in file.columns:
            if column.fold:
                counts = spell_alike(self._connection, column, joined.tables)[: len(accounts)]
                accounts = [
                    replace(account, changed=(*account.changed, Change(column.called, SPELLED, count)))
                    if count
                    else account
                    for account, count in zip(accounts, counts, strict=True)
                ]
        return accounts

    def _moment(self, file: RawFile) -> Moment:
        zone = file.zone or self._source.zone or self._zone
        days = self._zone_of_days
        return Moment(zone, self._now, self._now.astimezone(ZoneInfo(days)).date(), days)


def _known(file: RawFile, answers: Answers, before: Shown, otherwise: Shown) -> Known:
    """What is known of the files of a table beside their values."""
    return known_from(answers, Known(file.decimal, before.order, before.decimal, otherwise))
