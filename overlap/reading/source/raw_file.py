"""What a source is: the kinds of files of a CRM's export, their columns, and what is asked about them."""

from dataclasses import dataclass, field
from pathlib import Path

from overlap.choices import Answers
from overlap.contract import Column
from overlap.reading.finding.ways import Decimal
from overlap.reading.source.asked import Asked


@dataclass(frozen=True)
class Told:
    """What a source says of the text of a file; None where it is to be found."""

    separator: str | None = None
    skip: int | None = None
    footer: tuple[str, ...] = ()


@dataclass(frozen=True)
class RawFile:
    """One kind of file of an export. `names` are patterns of the file's name without its ending, in any case.

    Where nothing is a `key`, records that agree in the columns it is `same_by` are the same one when they come again.
    `is_one`: only one file fills the table; else all that match do, together. `zone` is that of its naive times, where
    it is not the source's; a file with a name like one of the `utc_marks` in its header states them in UTC. One that
    `fills` has columns of the canonical table of its name, as they are. One that `has_merges` says which lead stands
    for one that is gone; links to leads are judged after it. `decimal` stands before decimals, as its
    source says, else as the values of one that is judged show.
    """

    table: str
    names: tuple[str, ...]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = False
    has_merges: bool = False
    is_one: bool = False
    zone: str | None = None
    utc_marks: frozenset[str] = frozenset()
    fills: bool = False
    decimal: Decimal | None = None
    encoding: str | None = None
    told: Told = field(default_factory=Told)
    same_by: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        """The file name a person would look for."""
        return f"{self.names[0].strip('*')}.csv"

    @property
    def raw_columns(self) -> tuple[tuple[str, str], ...]:
        """(column, SQL type) of `raw.<table>`: declared order, then `<column>_is_date_only` of each time."""
        times = (column.name for column in self.columns if column.type == "time")
        flags = tuple((f"{name}_is_date_only", "boolean") for name in times)
        return (*((column.name, column.sql_type) for column in self.columns), *flags)

    def must_hold(self, column: Column) -> bool:
        """Whether a blank in this column rejects the record: required ones and every part of the key."""
        return column.required or column.name in self.key

    def signed_by(self, column: Column) -> Column | None:
        """The column of numbers whose signs fill this one where it is blank."""
        return next((other for other in self.columns if other.sign == column.name), None)

    @property
    def pairs(self) -> tuple[tuple[Column, Column], ...]:
        """Each column that is filled only with certain words of another, and that other column."""
        named = {column.name: column for column in self.columns}
        filled = [(column, column.filled_when[0]) for column in self.columns if column.filled_when]
        return tuple((column, named[other]) for column, other in filled)


@dataclass(frozen=True)
class Source:
    """One source folder. `files` stand in an order in which a file comes after the files it refers to.

    `choices` answer its `questions`, as far as the folder itself does.
    """

    name: str
    about: str
    zone: str | None
    files: tuple[RawFile, ...]
    folder: Path
    is_contract: bool = False
    shared: tuple[Path, ...] = ()
    questions: tuple[Asked, ...] = ()
    choices: Answers = field(default_factory=dict)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where its SQL lies: its own folder, and the rooms it shares with other sources."""
        return (self.folder, *self.shared)

    def file(self, table: str) -> RawFile:
        """The file that fills `raw.<table>`. Raises KeyError."""
        for file in self.files:
            if file.table == table:
                return file
        raise KeyError(table)
