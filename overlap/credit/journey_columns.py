"""Which column of a journey file holds what."""

from dataclasses import dataclass, fields

from overlap.contract import Column
from overlap.reading import RawFile


@dataclass(frozen=True)
class Columns:
    """The names a file gives its columns; `days_before` is looked for only where it is named."""

    path: str = "path"
    conversions: str = "total_conversions"
    value: str = "total_conversion_value"
    lost: str = "total_null"
    days_before: str | None = None

    @property
    def named(self) -> list[tuple[str, str | None]]:
        """(what it holds, the column's name), each of the five."""
        return [(field.name, getattr(self, field.name)) for field in fields(self)]

    def as_file(self) -> RawFile:
        """The columns to look for. Value and lost may be absent under their usual names; a name given must be there."""
        usual = Columns()
        optional = {name for name in (self.value, self.lost) if name in (usual.value, usual.lost)}
        names = dict.fromkeys(name for _, name in self.named if name)
        declared = tuple(Column(name, "text", required=name not in optional) for name in names)
        return RawFile("journeys", ("*",), (), declared)
