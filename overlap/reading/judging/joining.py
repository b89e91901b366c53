"""Several files of one kind make one table: each is judged beside those before it, then all are laid together."""

from dataclasses import dataclass, field

import duckdb

from overlap.reading.records import quoted
from overlap.reading.source import RawFile


@dataclass(frozen=True)
class Part:
    """The accepted rows of an earlier file of the same kind: `table` holds them."""

    file: str
    table: str


@dataclass
class Joined:
    """The files of one table read so far."""

    connection: duckdb.DuckDBPyConnection
    file: RawFile
    _parts: list[Part] = field(default_factory=list)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What stands already."""
        return tuple(self._parts)

    def add(self, name: str) -> None:
        """Set aside what the file of that name has just filled the table with."""
        part = f"_part_{len(self._parts)}"
        self.connection.execute(f"alter table raw.{quoted(self.file.table)} rename to {part}")
        self._parts.append(Part(name, f"raw.{part}"))

    def finish(self) -> None:
        """Fill the table with all that was set aside."""
        if len(self._parts) == 1:
            self.connection.execute(f"alter table {self._parts[0].table} rename to {quoted(self.file.table)}")
            self._parts.clear()
            return
        rows = " union all ".join(f"from {part.table}" for part in self._parts)
        self.connection.execute(f"create or replace table raw.{quoted(self.file.table)} as {rows}")
        for part in self._parts:
            self.connection.execute(f"drop table {part.table}")
        self._parts.clear()
