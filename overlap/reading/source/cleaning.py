"""How a column's texts are cleaned: the words that stand for nothing, and the way its values are written."""

from dataclasses import dataclass, replace

from overlap.contract import Column
from overlap.errors import InputError
from overlap.reading.finding.time_shapes import UNITS
from overlap.reading.finding.ways import AS_OURS, FOUND, ORDERS, TIMES
from overlap.words import shown

_FORMATS = (FOUND, AS_OURS, *ORDERS, *UNITS)


@dataclass(frozen=True)
class Cleaning:
    """How a column's texts are cleaned where the column itself does not say."""

    blank: tuple[str, ...] = ()
    format: str | None = None

    def under(self, declared: dict, where: str) -> "Cleaning":
        """This, with what `declared` says laid over it. Raises InputError."""
        blank, written = declared.get("blank", list(self.blank)), declared.get("format", self.format)
        if not isinstance(blank, list) or not all(isinstance(word, str) and word.strip() for word in blank):
            raise InputError(f'{where}: blank must be a list of words that stand for nothing, such as ["NULL", "N/A"].')
        if "(none)" in map(str.lower, blank):
            raise InputError(f'{where}: "(none)" cannot be blank: it is what web analytics calls a direct visit.')
        if written is not None and written not in _FORMATS and "%" not in str(written):
            raise InputError(f"{where}: format {shown(written)} is none of {', '.join(_FORMATS)}.")
        return Cleaning(tuple(word.strip() for word in blank), written)

    def of(self, column: Column) -> Column:
        """The column, cleaned so."""
        return replace(column, blank=self.blank, format=self._format_of(column))

    def _format_of(self, column: Column) -> str | None:
        if column.type in TIMES or self.format in (None, AS_OURS):
            return self.format if column.type in TIMES else None
        return FOUND
