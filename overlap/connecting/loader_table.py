"""What a pull writes: loader tables, whose rows belong to the record that a key names."""

from collections.abc import Mapping
from dataclasses import dataclass

Row = dict[str, str | None]


@dataclass(frozen=True)
class LoaderTable:
    """One file of a pull. `key` names the record that a row belongs to: read again, all its rows are replaced.

    Without a key the table is read whole each time.
    """

    name: str
    columns: tuple[str, ...]
    key: str | None = None

    def row(self, values: Mapping[str, str | None]) -> Row:
        """The values of a row in this table's columns; what the record does not say is blank."""
        return {name: values.get(name) for name in self.columns}
