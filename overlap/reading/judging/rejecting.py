"""`raw._rejects`: one row for every broken rule, with file, line, column, value and the sentence that says what to do.

Judged records stand in `raw._judged`: `line`, the typed columns, and `texts` where a value breaks a rule, else null.
"""

from dataclasses import dataclass
from typing import Any

import duckdb

from overlap.contract import Column
from overlap.personal import KEPT_AS_IT_IS, Handling
from overlap.personal.masking import shown
from overlap.reading.judging.merges import MERGED_INTO, chained, faults
from overlap.reading.records import Part, quoted
from overlap.reading.source import RawFile
from overlap.reading.values import rules
from overlap.reading.values.bound import Bound, Moment

_TABLE = """
create table if not exists raw._rejects (
    source varchar, file varchar, "table" varchar, line bigint, "column" varchar, value varchar, reason varchar
)
"""
_INSERT = "insert into raw._rejects select $source, $file, $table"


def prepare(connection: duckdb.DuckDBPyConnection, source: str) -> None:
    """The schema `raw` with an account of rejects that holds none of this source."""
    connection.execute("create schema if not exists raw")
    connection.execute(_TABLE)
    connection.execute("delete from raw._rejects where source = $source", {"source": source})


@dataclass(frozen=True)
class Rejects:
    """The rejects of one file, named `name` in the folder; what could be somebody's name is hidden with the names."""

    connection: duckdb.DuckDBPyConnection
    source: str
    file: RawFile
    name: str
    personal: Handling = KEPT_AS_IT_IS

    @property
    def lines(self) -> str:
        """A subquery of the rejected lines; it binds `$source` and `$file`."""
        return "(select line from raw._rejects where source = $source and file = $file)"

    @property
    def place(self) -> dict[str, Any]:
        """What `lines` binds."""
        return {"source": self.source, "file": self.name}

    def count(self) -> int:
        """The records, not the faults, that were rejected."""
        row = self.connection.execute(f"select count(distinct line) from {self.lines}", self.place).fetchone()
        return row[0] if row else 0

    def clear(self) -> None:
        """Forgets them: the file was refused."""
        self.connection.execute("delete from raw._rejects where source = $source and file = $file", self.place)

    def add_ragged(self) -> None:
        """The malformed records that were set apart in `_ragged`."""
        value = "null" if self.personal.hides else "value"
        self.connection.execute(f"{_INSERT}, line, null, {value}, reason from _ragged", self._bound().values)

    def add_faults(self, moment: Moment) -> None:
        """The values that break a rule: as many rows as a record has such values."""
        bound = self._bound()
        faults = []
        for column in self.file.columns:
            text, typed = shown(f"texts.{quoted(column.name)}", self.personal, bound), quoted(column.name)
            reason = rules.fault(column, text, typed, self.file.must_hold(column), moment, bound)
            faults.append(f"struct_pack(name := {bound(column.name)}, value := left({text}, 200), reason := {reason})")
        for column, other in self.file.pairs:
            text = shown(f"texts.{quoted(column.name)}", self.personal, bound)
            reason = rules.parted(column, text, quoted(other.name), bound)
            faults.append(f"struct_pack(name := {bound(column.name)}, value := left({text}, 200), reason := {reason})")
        self.connection.execute(
            f"{_INSERT}, line, fault.name, fault.value, fault.reason"
            f" from (select line, unnest([{', '.join(faults)}]) as fault from raw._judged where texts is not null)"
            " where fault.reason is not null",
            bound.values,
        )

    def add_orphans(self, column: Column, referred_file: str) -> None:
        """The records whose values are good but point to no accepted record of `referred_file`."""
        _, _, name = str(column.refers).partition(".")
        bound = self._bound()
        before = bound(f'There is no {name.removesuffix("_id")} "')
        after = bound(f'" in {referred_file}, or it was rejected there. Add it, or correct {column.name}.')
        value = f"left({quoted(column.name)}, 200)"
        self.connection.execute(
            f"{_INSERT}, line, {bound(column.name)}, {value}, {before} || {value} || {after}"
            f" from raw._judged as judged where texts is null and {is_orphan(column)}",
            bound.values,
        )

    def add_merges_into_nobody(self) -> None:
        """The merges that end at no accepted lead, or go round in a circle."""
        bound = self._bound()
        circle = bound('" leads back to itself, so that nobody is left. Correct merged_into.')
        before, after = (
            bound('There is no lead "'),
            bound('" that it could be merged into. Add it, or correct merged_into.'),
        )
        standing = f"(select lead_id, merged_into from raw._judged where texts is null and line not in {self.lines})"
        self.connection.execute(
            f"""{_INSERT}, judged.line, {bound(MERGED_INTO)}, left(judged.merged_into, 200),
                case
                    when lost.survivor is null then '"' || left(judged.merged_into, 200) || {circle}
                    else {before} || left(lost.survivor, 200) || {after}
                end
            from raw._judged as judged
            inner join ({faults(chained(standing))}) as lost on judged.lead_id = lost.lead_id
            where judged.texts is null and judged.line not in {self.lines}""",
            bound.values,
        )

    def add_duplicates(self, place: str) -> None:
        """The records whose key stands in an earlier record that is not rejected: the first one stays."""
        bound = self._bound()
        keys = ", ".join(map(quoted, self.file.key))
        value, named = self._key(bound)
        after = bound(f" already stands in {place} ")
        self.connection.execute(
            f"""
            with standing as (
                select line, {keys} from raw._judged where texts is null and line not in {self.lines}
            ),
            repeated as (
                select {keys}, min(line) as first_line from standing group by {keys} having count(*) > 1
            )
            {_INSERT}, line, {bound(", ".join(self.file.key))}, {value},
                {named} || {after} || first_line || '. Keep one of them.'
            from standing inner join repeated using ({keys})
            where line > first_line
            """,
            bound.values,
        )

    def add_repeated(self, part: Part) -> None:
        """The records whose key stands in an earlier file of the same kind: the first one stays."""
        bound = self._bound()
        keys = ", ".join(map(quoted, self.file.key))
        value, named = self._key(bound)
        after = bound(f" already stands in {part.file}. Keep one of them.")
        self.connection.execute(
            f"{_INSERT}, line, {bound(', '.join(self.file.key))}, {value}, {named} || {after}"
            f" from (from raw._judged where texts is null and line not in {self.lines})"
            f" semi join {part.table} using ({keys})",
            bound.values,
        )

    def _key(self, bound: Bound) -> tuple[str, str]:
        """(the key's value, its value with the names of its columns), as SQL over a judged record."""
        values = [f"left(cast({quoted(name)} as varchar), 200)" for name in self.file.key]
        titles = (bound(f'{name} "') for name in self.file.key)
        named = (f"{title} || {value} || chr(34)" for title, value in zip(titles, values, strict=True))
        return " || ', ' || ".join(values), " || ', ' || ".join(named)

    def _bound(self) -> Bound:
        return Bound({**self.place, "table": self.file.table})


def is_orphan(column: Column) -> str:
    """Whether a row of `judged` points to nothing: a condition."""
    table, _, name = str(column.refers).partition(".")
    mine = f"judged.{quoted(column.name)}"
    referred = f"select 1 from raw.{quoted(table)} as referred where referred.{quoted(name)} = {mine}"
    found = f"exists ({referred})"
    if column.refers == "leads.lead_id":
        found += f" or exists (select 1 from raw._survivors as merged where merged.lead_id = {mine})"
    return f"{mine} is not null and not ({found})"
