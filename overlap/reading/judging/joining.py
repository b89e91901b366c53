"""Several files of one kind make one table: each is judged beside those before it, then all are laid together."""

from dataclasses import dataclass, field

import duckdb

from overlap.reading.judging.kept import Kept, forget_deleted, forget_orphans, lay_under
from overlap.reading.judging.record_account import FileAccount
from overlap.reading.records import Part, quoted
from overlap.reading.source import RawFile


@dataclass
class Joined:
    """The files of one table read so far."""

    connection: duckdb.DuckDBPyConnection
    file: RawFile
    _parts: list[Part] = field(default_factory=list)
    _kept: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """What stands already."""
        return tuple(self._parts)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of all parts, those of the files first."""
        return (*(part.table for part in self._parts), *self._kept)

    def add(self, name: str) -> None:
        """Set aside what the file of that name has just filled the table with."""
        # While a list of deletions is read, the parts it will be held against stand there already.
        part = quoted(f"_part_{self.file.table}_{len(self._parts)}")
        self.connection.execute(f"alter table raw.{quoted(self.file.table)} rename to {part}")
        self._parts.append(Part(name, f"raw.{part}"))

    def lay_under(self, kept: Kept, accounts: list[FileAccount]) -> None:
        """Set aside the records of earlier imports, too, that none of the files replaces."""
        absent = (each.absent_columns for each in accounts)
        new = dict(zip((part.table for part in self._parts), absent, strict=True))
        self._kept = (lay_under(self.connection, self.file, kept, new),)

    def without_deleted(self) -> None:
        """Take out of all parts what a list of deletions names."""
        forget_deleted(self.connection, self.file, self.tables)

    def without_orphans(self) -> None:
        """Take out of what was kept the records that point to one that is deleted."""
        for part in self._kept:
            forget_orphans(self.connection, self.file, part)

    def finish(self) -> None:
        """Fill the table with all that was set aside."""
        if len(self.tables) == 1:
            self.connection.execute(f"alter table {self.tables[0]} rename to {quoted(self.file.table)}")
        else:
            rows = " union all ".join(f"from {table}" for table in self.tables)
            self.connection.execute(f"create or replace table raw.{quoted(self.file.table)} as {rows}")
            for table in self.tables:
                self.connection.execute(f"drop table {table}")
        self._parts.clear()
        self._kept = ()
