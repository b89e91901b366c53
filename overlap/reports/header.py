"""What a report's header promises: grain, parameters, columns, and the rows each number opens to."""

import re
from dataclasses import dataclass

from overlap.errors import UsageError, nearest
from overlap.sqlfile import HeaderError, SqlFile

GIVEN = ("filters", "comparison", "scope", "as_of")  # what the gateway fills

_PARAM = re.compile(r"^(\w+)\s+(\w+)(?:\s+(required)|\s*=\s*('[^']*'|[\w.+-]+))?(?:\s+in\s+\(([^)]*)\))?$")
_COLUMN = re.compile(r"^(\w+)(?:\s*\(([^)]*)\))?$")
_SQL_TYPES = {"varchar": str, "integer": int, "double": float, "date": str, "boolean": bool}


@dataclass(frozen=True)
class Param:
    """One parameter a caller may set."""

    name: str
    type: str
    required: bool
    default: object
    allowed: tuple[str, ...]

    def value(self, given: object) -> object:
        """`given` as this parameter's type. Raises UsageError naming the parameter and what it takes."""
        if given is None:
            return None
        if self.allowed and str(given) not in self.allowed:
            choices = ", ".join(self.allowed)
            raise UsageError(f'{self.name} "{given}" is none of {choices}.{nearest(str(given), self.allowed)}')
        if self.type == "boolean":
            return str(given).lower() in ("true", "yes", "1")
        try:
            return _SQL_TYPES[self.type](str(given))
        except ValueError:
            raise UsageError(f'{self.name} "{given}" is not a value of type {self.type}.') from None


@dataclass(frozen=True)
class OutColumn:
    """One column of the final frame. `unit` is '' for a label; `metric` is its id in the glossary.

    `needs` is the table without which the number is null under a rep or team filter; `of <table>` is the table without
    which it is null always, because what nobody recorded is not zero.
    """

    name: str
    unit: str = ""
    metric: str = ""
    needs: str = ""

    def is_unknown(self, supplied: frozenset[str], by_people: bool) -> bool:
        """Whether the number cannot be known from the tables that were supplied."""
        always = self.needs.startswith("of ")
        return bool(self.needs) and self.needs.removeprefix("of ") not in supplied and (always or by_people)


@dataclass(frozen=True)
class Opens:
    """The rows behind one number: a report, what of the row goes into its filters or params, what must agree."""

    report: str
    bound: tuple[tuple[str, str], ...]
    literal: tuple[tuple[str, str], ...]
    count: str
    sum: str | None


@dataclass(frozen=True)
class Report:
    """A question with a name."""

    file: SqlFile
    grain: tuple[str, ...]
    nullable: frozenset[str]
    params: tuple[Param, ...]
    columns: tuple[OutColumn, ...]
    opens: tuple[Opens, ...]
    reads: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def name(self) -> str:
        """`page/name`."""
        return self.file.name

    @property
    def question(self) -> str:
        """The header's sentence."""
        return self.file.sentence

    @property
    def takes_filters(self) -> bool:
        """Whether the shared filters change the answer."""
        return "filters" in self.file.parameters

    @property
    def one_row(self) -> bool:
        """Whether the answer is always a single row."""
        return not self.grain

    def param(self, name: str) -> Param:
        """The parameter of that name. Raises UsageError with the nearest one."""
        for param in self.params:
            if param.name == name:
                return param
        names = [param.name for param in self.params]
        takes = f"it takes {', '.join(names)}" if names else "it takes none but the filters"
        raise UsageError(f'{self.name} has no parameter "{name}": {takes}.{nearest(name, names)}')

    def open_for(self, number: str) -> Opens | None:
        """What opens behind the column `number`."""
        return next((opens for opens in self.opens if number in (opens.count, opens.sum)), None)


def report_of(file: SqlFile) -> Report:
    """Parse a report's header. Raises HeaderError."""
    grain = () if file.line("grain") == "one row" else file.names("grain")
    if not file.line("grain") or not file.line("columns"):
        raise HeaderError(f"{file.name}: a report's header has grain and columns")
    return Report(
        file=file,
        grain=tuple(name.rstrip("?") for name in grain),
        nullable=frozenset(name.rstrip("?") for name in grain if name.endswith("?")),
        params=tuple(_param(file, text) for text in _parameter_texts(file)),
        columns=tuple(_column(file, text) for text in _outside_brackets(file.line("columns"))),
        opens=tuple(_opens(file, line) for line in file.fields.get("opens", ()) if line),
        reads=file.names("reads"),
        needs=file.names("needs"),
    )


def _parameter_texts(file: SqlFile) -> list[str]:
    texts = [text.strip().rstrip(",").strip() for text in file.line("params").split("$")[1:]]
    return [text for text in texts if text not in GIVEN]


def _param(file: SqlFile, text: str) -> Param:
    found = _PARAM.match(text)
    if not found or found[2] not in _SQL_TYPES:
        raise HeaderError(f"{file.name}: cannot read the parameter ${text}")
    allowed = tuple(word.strip() for word in (found[5] or "").split(",") if word.strip())
    default = None if found[4] in (None, "null") else found[4].strip("'")
    param = Param(found[1], found[2], bool(found[3]), None, allowed)
    return Param(param.name, param.type, param.required, param.value(default), allowed)


def _column(file: SqlFile, text: str) -> OutColumn:
    found = _COLUMN.match(text.strip())
    if not found:
        raise HeaderError(f"{file.name}: cannot read the column {text}")
    return OutColumn(found[1], *(word.strip() for word in (found[2] or "").split(",")))


def _opens(file: SqlFile, line: str) -> Opens:
    report, *pairs = line.split()
    parts = dict(pair.split("=", 1) for pair in pairs)
    count, total = parts.pop("count", ""), parts.pop("sum", None)
    if not count:
        raise HeaderError(f"{file.name}: opens needs count=<column>")
    literal = {key: value.strip("'") for key, value in parts.items() if value.startswith("'")}
    bound = {key: value for key, value in parts.items() if key not in literal}
    return Opens(report, tuple(bound.items()), tuple(literal.items()), count, total)


def _outside_brackets(text: str) -> list[str]:
    return [part for part in re.split(r",\s*(?![^()]*\))", text) if part.strip()]
