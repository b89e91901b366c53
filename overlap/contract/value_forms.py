"""How the values of a column are written, where they are not written as our own tables would have them."""

from dataclasses import dataclass

Order = str  # "day-month" or "month-day"
Unit = str  # "epoch-s", "epoch-ms" or "spreadsheet-days"
SHORT_YEARS = "1969 to 2068"  # as POSIX and Python read them


@dataclass(frozen=True)
class Times:
    """Days and times: `specs` of strptime, beside YYYY-MM-DD, or numbers that count a `unit`.

    `order` is known where a spec writes a day and a month as numbers. `is_whole_days`: every number is a whole day, so
    that no clock is known. `has_iso`: some stand as YYYY-MM-DD. `months` are names of months in another language, each
    with the English one. `example` is one of the values.
    """

    specs: tuple[str, ...] = ()
    order: Order | None = None
    unit: Unit | None = None
    is_whole_days: bool = False
    has_iso: bool = True
    example: str = ""
    months: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """What the account says of it."""
        short = f"; years of two figures are {SHORT_YEARS}" if self.has_short_years else ""
        return f"{self.order or self.unit or 'dates'}, such as {self.example}{short}"

    @property
    def has_short_years(self) -> bool:
        """Whether some years have two figures."""
        return any("%y" in spec for spec in self.specs)


@dataclass(frozen=True)
class Numbers:
    """Numbers: which character stands before the decimals, which between thousands, and what else stands around.

    `marks` are currency signs and codes; `has_factors` where K, M or B may follow a number; `around` are the signs,
    brackets and spaces beside it, `decimals` the most it has.
    """

    decimal: str = "."
    thousands: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    has_factors: bool = False
    around: str = ""
    decimals: int = 0
    example: str = ""

    @property
    def words(self) -> str:
        """What the account says of it."""
        point = "a point" if self.decimal == "." else "a comma"
        return f"numbers with {point} before the decimals, such as {self.example}"


Written = Times | Numbers
