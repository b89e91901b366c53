"""The judgement over the records of one file: typed rows into `raw.<table>`, every broken rule into `raw._rejects`.

A clean file is judged in one pass. Only where something is off are the records read again, now with their lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

import duckdb

from overlap.contract import Column
from overlap.personal import KEPT_AS_IT_IS, Handling
from overlap.reading.judging.merges import MERGED_INTO, chained, faults
from overlap.reading.judging.rejecting import Rejects, is_orphan
from overlap.reading.judging.selecting import accepted_columns, is_good, texts_struct, typed_records
from overlap.reading.judging.unreadable import refuse_unreadable
from overlap.reading.records import Part, Records, quoted
from overlap.reading.source import RawFile
from overlap.reading.values import rules
from overlap.reading.values.bound import Bound, Moment

# Distinct keys are counted a share of them at a time, so that memory does not grow with the file.
_KEYS_AT_ONCE = 20_000_000
_NOT_GOOD = "a record that breaks a rule"


class Miscounted(Exception):
    """DuckDB read other records than were counted apart: what it read cannot be trusted."""


@dataclass(frozen=True)
class Judge:
    """Judges one file. `referred` are the files its references are judged against: table -> file name.

    `earlier` are the files of the same kind before it: a key that stands in one of them stands twice.
    """

    connection: duckdb.DuckDBPyConnection
    file: RawFile
    rejects: Rejects
    moment: Moment
    referred: Mapping[str, str]
    earlier: tuple[Part, ...] = ()
    personal: Handling = KEPT_AS_IT_IS

    def of(self, names: Sequence[str]) -> "Judge":
        """This judge for a file with that header: naive times are in UTC where one of its names says so."""
        marks = self.file.utc_marks
        is_utc = any(fnmatchcase(name.strip().casefold(), mark) for name in names for mark in marks)
        return replace(self, moment=self.moment.in_utc) if is_utc else self

    def accept_all(self, records: Records) -> bool:
        """Fills the table in one pass; False where a record must be rejected: the table is not to be used then."""
        bound = Bound(dict(records.bound))
        relation = typed_records(self.file, records, self.moment, self.personal, bound)
        good = is_good(self.file, self.moment, bound)
        # A filter would be pushed below the values and compute each of them twice.
        select = f"select {accepted_columns(self.file, good, bound(_NOT_GOOD))} from {relation}"
        try:
            self.connection.execute(f"create or replace table {self._table} as {select}", bound.values)
        except duckdb.InvalidInputException as error:
            if _NOT_GOOD in str(error):
                return False
            raise
        count = self._count(f"select count(*) from {self._table}")
        return (
            count == records.count
            and self._keys_are_unique(count)
            and not any(self._count(self._standing(part)) for part in self._keyed)
            and not any(
                self._count(f"select count(*) from {self._table} as judged where {is_orphan(column)}")
                for column, _ in self._references()
            )
            and not (self.file.has_merges and self._count(self._faulty_merges()))
        )

    def judge(self, records: Records) -> tuple[int, int]:
        """(accepted, rejected for an event later than now). Raises InputError: a column nobody can read; Miscounted."""
        bound = Bound(dict(records.bound))
        relation = typed_records(self.file, records, self.moment, self.personal, bound, line=records.line)
        good = is_good(self.file, self.moment, bound)
        self.connection.execute(
            f"create or replace table raw._judged as select line, {accepted_columns(self.file)},"
            f" case when not ({good}) then {texts_struct(self.file)} end as texts from {relation}",
            bound.values,
        )
        try:
            if self._count("select count(*) from raw._judged") != records.count - records.ragged:
                raise Miscounted(self.rejects.name)
            refuse_unreadable(self.connection, self.file)
            self._reject(records)
            return self._accept_the_rest(), self._count_later()
        finally:
            self.connection.execute("drop table if exists raw._judged")

    def clear(self) -> None:
        """Leaves the table empty, with its types, and no reject of this file."""
        create_empty(self.connection, self.file)
        self.rejects.clear()

    @property
    def _table(self) -> str:
        return f"raw.{quoted(self.file.table)}"

    def _keys_are_unique(self, count: int) -> bool:
        if not self.file.key:
            return True
        # Different hashes prove different keys; equal ones are looked at closely by `judge`.
        key = f"hash({', '.join(map(quoted, self.file.key))})"
        shares = 1 + count // _KEYS_AT_ONCE
        distinct = sum(
            self._count(f"select count(distinct {key}) from {self._table} where {key} % {shares} = {share}")
            for share in range(shares)
        )
        return distinct == count

    @property
    def _keyed(self) -> tuple[Part, ...]:
        return self.earlier if self.file.key else ()

    def _standing(self, part: Part) -> str:
        """How many records have a key of an earlier file: a SELECT."""
        return (
            f"select count(*) from {self._table} semi join {part.table} using ({', '.join(map(quoted, self.file.key))})"
        )

    def _faulty_merges(self) -> str:
        here = f"lead_id in (select lead_id from {self._table})"
        return f"select count(*) from ({faults(chained(self._table))}) where {here}"

    def _references(self) -> list[tuple[Column, str]]:
        """Columns whose orphans are rejected, with the file they point into: an absent or refused one has none."""
        judged = []
        for column in self.file.columns:
            table = str(column.refers).partition(".")[0]
            is_chain = self.file.has_merges and column.name == MERGED_INTO
            if column.refers is not None and column.orphans == "reject" and table in self.referred and not is_chain:
                judged.append((column, self.referred[table]))
        return judged

    def _reject(self, records: Records) -> None:
        if records.ragged:
            self.rejects.add_ragged()
        self.rejects.add_faults(self.moment)
        for column, referred_file in self._references():
            self.rejects.add_orphans(column, referred_file)
        if self.file.key:
            self.rejects.add_duplicates(records.place)
        for part in self._keyed:
            self.rejects.add_repeated(part)
        if self.file.has_merges:
            self.rejects.add_merges_into_nobody()

    def _accept_the_rest(self) -> int:
        columns = ", ".join(quoted(name) for name, _ in self.file.raw_columns)
        self.connection.execute(
            f"create or replace table {self._table} as"
            f" select {columns} from raw._judged where line not in {self.rejects.lines}",
            self.rejects.place,
        )
        return self._count(f"select count(*) from {self._table}")

    def _count_later(self) -> int:
        bound = Bound()
        later = [rules.is_later(c, quoted(c.name), self.moment, bound) for c in self.file.columns if c.event]
        if not later:
            return 0
        return self._count(
            f"select count(*) from raw._judged where texts is not null and ({' or '.join(later)})", bound.values
        )

    def _count(self, sql: str, values: dict[str, Any] | None = None) -> int:
        row = self.connection.execute(sql, values or {}).fetchone()
        return row[0] if row else 0


def create_empty(connection: duckdb.DuckDBPyConnection, file: RawFile) -> None:
    """An empty `raw.<table>` with the declared types."""
    columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in file.raw_columns)
    connection.execute(f"create or replace table raw.{quoted(file.table)} ({columns})")
