"""What a mapping is made of: each file of ours, the names it goes by, and which of its columns fill ours."""

from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(frozen=True)
class MappedColumn:
    """A column of ours and the headers it goes by, with what cleans its values; `format` None: as the reader finds it.

    `words` are words of the file and ours for them. `confidence` is 1 where a person said so. `sign` is the column that
    the currency signs beside the values fill.
    """

    ours: str
    header: tuple[str, ...]
    confidence: float = 1.0
    format: str | None = None
    blank: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    sign: str | None = None


@dataclass(frozen=True)
class ExtraColumn:
    """A column that fills no column of the file's own table; a statement reads it for another one.

    `stage` is the deals' stage that it dates.
    """

    name: str
    header: str
    type: str
    format: str | None = None
    blank: tuple[str, ...] = ()
    personal: str = ""
    stage: str = ""


@dataclass(frozen=True)
class MappedFile:
    """Files of one kind: what their names are like, and the canonical table they fill."""

    table: str
    names: tuple[str, ...]
    columns: tuple[MappedColumn, ...]
    extra: tuple[ExtraColumn, ...] = ()

    def column(self, ours: str) -> MappedColumn | None:
        """The column that fills ours."""
        return next((column for column in self.columns if column.ours == ours), None)


@dataclass(frozen=True)
class Mapping:
    """A whole source. `zone` is that of naive times; None: nothing in the files needs one.

    `statements` are the SQL files of tables that no file is as it is, `wide` the parts of a file that is several.
    """

    files: tuple[MappedFile, ...]
    zone: str | None = None
    currency: str | None = None
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    statements: dict[str, str] = field(default_factory=dict)
    wide: tuple[MappedFile, ...] = ()

    @property
    def tables(self) -> frozenset[str]:
        """The canonical tables that are filled."""
        made = {name.removesuffix(".sql") for name in self.statements if "/" not in name}
        return frozenset({file.table for file in self.files} | made)

    def settings(self, name: str, sources: Collection[str]) -> dict[str, str]:
        """Lines of a house.toml for the source of that name: none where other sources have set the company already."""
        if set(sources) - {name}:
            return {}
        found = {"time_zone": self.zone, "reporting_currency": self.currency}
        return {setting: value for setting, value in found.items() if value}
