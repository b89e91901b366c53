"""What a report's header promises: grain, parameters, columns, and the rows each number opens to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from overlap.errors import UsageError, nearest
from overlap.reports.filters import FILTER_SETS
from overlap.reports.param_sets import parameter_texts
from overlap.reports.params import Param, param_of
from overlap.sqlfile import HeaderError, SqlFile

GIVEN = (*FILTER_SETS, "comparison", "scope", "as_of", "rows")  # what the gateway fills

NOTHING: Mapping[str, object] = MappingProxyType({})

_NAMED = re.compile(r"\[\w+\]")
_COLUMN = re.compile(r"^(\w+)(?:\s*\(([^)]*)\))?$")


@dataclass(frozen=True)
class OutColumn:
    """One column of the final frame. `unit` is '' for a label; `metric` is its id in the glossary.

    `needs` are tables without which the number is null under a rep or team filter; `of <table>` is a table, a stage of
    the buying cycle, or what else people record (`Reader.supplied` lists it), without which it is null always,
    because what nobody recorded is not zero. `of $label` is what the parameter of that name says.
    """

    name: str
    unit: str = ""
    metric: str = ""
    needs: tuple[str, ...] = ()

    def is_unknown(self, supplied: frozenset[str], by_people: bool, values: Mapping[str, object] = NOTHING) -> bool:
        """Whether the number cannot be known from what was supplied. `values` are those of the parameters."""
        named = [need.removeprefix("of ") for need in self.needs if need.startswith("of ")]
        asked = [str(values.get(need[1:], "")) if need.startswith("$") else need for need in named]
        always = set(filter(None, asked))
        by_person = {need for need in self.needs if by_people and not need.startswith("of ")}
        return not always | by_person <= supplied


@dataclass(frozen=True)
class Opens:
    """The rows behind one number: a report, what of the row goes into its filters or params, what must agree."""

    report: str
    bound: tuple[tuple[str, str], ...]
    literal: tuple[tuple[str, str], ...]
    count: str
    sum: str | None


@dataclass(frozen=True)
class Former:
    """A name the report had, under which it still answers, and what its parameters are when that name is asked."""

    name: str
    params: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Report:
    """A question with a name.

    A column that is called after a parameter stands in brackets: `[by]` becomes `region` where `--by region` is asked.
    """

    file: SqlFile
    grain: tuple[str, ...]
    nullable: frozenset[str]
    params: tuple[Param, ...]
    columns: tuple[OutColumn, ...]
    opens: tuple[Opens, ...]
    reads: tuple[str, ...]
    needs: tuple[str, ...]
    beside: tuple[tuple[str, str], ...]  # `with:` name and report
    then: str
    formerly: tuple[Former, ...]

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
        return not self.file.parameters.isdisjoint(FILTER_SETS)

    @property
    def takes_comparison(self) -> bool:
        """Whether it is asked for a period together with another one."""
        own = {param.name for param in self.params}
        return "comparison" in self.file.parameters and "comparison" not in own

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

    def when(self, params: Mapping[str, object]) -> "Report":
        """The report with these parameters for defaults: its columns are called as they say. Raises UsageError."""
        naming = {name: value for name, value in params.items() if name in self.naming}
        return report_of(self.file, {**self.naming, **naming}) if naming else self

    @property
    def renamed(self) -> dict[str, str]:
        """What the statement calls a column -> what the answer calls it."""
        return {f"[{name}]": str(value) for name, value in self.naming.items()}

    @property
    def naming(self) -> dict[str, object]:
        """The parameters after which columns are called, with their defaults."""
        return {param.name: param.default for param in self.params if f"[{param.name}]" in self.file.line("columns")}

    def open_for(self, number: str) -> Opens | None:
        """What opens behind the column `number`."""
        return next((opens for opens in self.opens if number in (opens.count, opens.sum)), None)


def report_of(file: SqlFile, given: Mapping[str, object] = NOTHING) -> Report:
    """Parse a report's header, with what is given for defaults. Raises HeaderError, UsageError for a wrong default."""
    params = tuple(
        replace(param, default=param.value(given[param.name])) if param.name in given else param
        for param in _params(file)
    )
    return replace(_read(_with_names(file, params), params), file=file)


def _with_names(file: SqlFile, params: tuple[Param, ...]) -> SqlFile:
    """The header with the value of a parameter where its name stands in brackets."""
    values = {f"[{param.name}]": str(param.default) for param in params}
    named = {
        key: tuple(_NAMED.sub(lambda found: values.get(found[0], found[0]), line) for line in lines)
        for key, lines in file.fields.items()
    }
    return replace(file, fields=named)


def _read(file: SqlFile, params: tuple[Param, ...]) -> Report:
    grain = () if file.line("grain") == "one row" else file.names("grain")
    if not file.line("grain") or not file.line("columns"):
        raise HeaderError(f"{file.name}: a report's header has grain and columns")
    return Report(
        file=file,
        grain=tuple(name.rstrip("?") for name in grain),
        nullable=frozenset(name.rstrip("?") for name in grain if name.endswith("?")),
        params=params,
        columns=tuple(_column(file, text) for text in _outside_brackets(file.line("columns"))),
        opens=tuple(_opens(file, line) for line in file.fields.get("opens", ()) if line),
        reads=file.names("reads"),
        needs=file.names("needs"),
        beside=tuple(_beside(file, text) for text in file.names("with")),
        then=file.line("then"),
        formerly=tuple(_former(text) for text in file.names("formerly")),
    )


def _params(file: SqlFile) -> tuple[Param, ...]:
    params: dict[str, Param] = {}
    for text in parameter_texts(file):
        if text in GIVEN:
            continue
        param = param_of(text)
        if param is None:
            raise HeaderError(f"{file.name}: cannot read the parameter ${text}")
        if param.name in params:
            raise HeaderError(f"{file.name}: takes the parameter ${param.name} twice")
        params[param.name] = param
    return tuple(params.values())


def _column(file: SqlFile, text: str) -> OutColumn:
    found = _COLUMN.match(text.strip())
    if not found:
        raise HeaderError(f"{file.name}: cannot read the column {text}")
    unit, metric, *needs = [word.strip() for word in f"{found[2] or ''},,".split(",")]
    return OutColumn(found[1], unit, metric, tuple(filter(None, needs)))


def _opens(file: SqlFile, line: str) -> Opens:
    report, *pairs = line.split()
    parts = dict(pair.split("=", 1) for pair in pairs)
    count, total = parts.pop("count", ""), parts.pop("sum", None)
    if not count:
        raise HeaderError(f"{file.name}: opens needs count=<column>")
    literal = {key: value.strip("'") for key, value in parts.items() if value.startswith("'")}
    bound = {key: value for key, value in parts.items() if key not in literal}
    return Opens(report, tuple(bound.items()), tuple(literal.items()), count, total)


def _former(text: str) -> Former:
    name, *pairs = text.split()
    return Former(name, tuple((pair.partition("=")[0], pair.partition("=")[2]) for pair in pairs))


def _beside(file: SqlFile, text: str) -> tuple[str, str]:
    name, equals, report = text.partition("=")
    if not equals or not file.line("then"):
        raise HeaderError(f"{file.name}: with is name=report, and needs a then that takes it")
    return name, report


def _outside_brackets(text: str) -> list[str]:
    return [part for part in re.split(r",\s*(?![^()]*\))", text) if part.strip()]
