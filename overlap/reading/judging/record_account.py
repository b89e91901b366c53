"""The account of an import: what became of every record of every file."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from overlap.choices import Question
from overlap.reading.files.folder import IgnoredFile
from overlap.reading.finding.ways import Shown
from overlap.reading.judging.changed import BLANK, Change


@dataclass(frozen=True)
class FileAccount:
    """One file of the source. `accepted + rejected == records`, counted apart; a refused file counts none.

    `rejected` counts records, not faults. `ignored_columns` are header names the source does not use, with the name
    they may have meant; `flag_columns` are those that may tell which records count at all. `changed` counts, by column,
    the values that a rule of the source changed.
    `around` counts lines above and below the table (titles, totals, notices) that are no records.
    `written` says, by column, how values are written that are not written plainly; `asks` what only the company knows,
    `assumed` is what it would have asked if somebody were there, read as suggested. `shown` is which of day and month
    comes first and what stands before decimals, where its values say it.
    `absent_columns` are declared ones that its header does not name.
    `later_than_now` counts rejected records with an event after the moment of import.
    """

    file: str
    table: str
    records: int = 0
    accepted: int = 0
    rejected: int = 0
    refused: str | None = None
    sha256: str = ""
    supplied: bool = True
    later_than_now: int = 0
    ignored_columns: tuple[str, ...] = ()
    flag_columns: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    written: tuple[tuple[str, str], ...] = ()
    around: int = 0
    asks: tuple[Question, ...] = ()
    assumed: tuple[Question, ...] = ()
    shown: Shown = field(default_factory=Shown)
    absent_columns: tuple[str, ...] = ()

    @property
    def blanked(self) -> tuple[tuple[str, int], ...]:
        """(column, how many of its values stand for nothing and were read as blank)."""
        return tuple((each.column, each.count) for each in self.changed if each.how == BLANK)

    def __post_init__(self) -> None:
        if self.accepted + self.rejected != self.records:
            raise AssertionError(
                f"{self.file}: {self.accepted} accepted and {self.rejected} rejected are not its {self.records} records"
            )


@dataclass(frozen=True)
class Account:
    """Every file of the source in the order they were read, absent ones too, and the files nobody asked for."""

    files: tuple[FileAccount, ...]
    ignored: tuple[IgnoredFile, ...] = ()

    @property
    def refused(self) -> tuple[FileAccount, ...]:
        """The files that cannot be trusted as a whole."""
        return tuple(file for file in self.files if file.refused is not None)

    @property
    def asks(self) -> tuple[Question, ...]:
        """What the files cannot tell of themselves, each once."""
        return tuple({question.key: question for file in self.files for question in file.asks}.values())

    @property
    def assumed(self) -> tuple[Question, ...]:
        """What they would have asked if somebody were there, each once, with what is assumed as suggestion."""
        return tuple({question.key: question for file in self.files for question in file.assumed}.values())

    @property
    def orders(self) -> dict[str, str | None]:
        """Which of day and month comes first, by table; None where its files differ. Only of those that show it."""
        return _agreed((file.table, file.shown.order) for file in self.files)

    @property
    def decimals(self) -> dict[str, str | None]:
        """What stands before decimals, likewise."""
        return _agreed((file.table, file.shown.decimal) for file in self.files)

    @property
    def missing(self) -> tuple[str, ...]:
        """The raw tables no file was supplied for: not the same as supplied and empty."""
        return tuple(file.table for file in self.files if not file.supplied)


def _agreed(shown: Iterable[tuple[str, str | None]]) -> dict[str, str | None]:
    found: dict[str, set[str]] = {}
    for table, value in shown:
        if value is not None:
            found.setdefault(table, set()).add(value)
    return {table: values.pop() if len(values) == 1 else None for table, values in found.items()}
