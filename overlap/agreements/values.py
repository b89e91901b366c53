"""Values as people write them, judged against their kind: unknown names, wrong types and ranges are refused."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from overlap.agreements.kinds import KINDS, Kind, Value
from overlap.errors import InputError, nearest
from overlap.settings import PROJECT
from overlap.tomlfile import read_toml
from overlap.words import printable, shown

DEFAULTS = PROJECT / "config" / "agreements.toml"
NONE = "none"

_MOST = 1e9

_PYTHON_TYPES = {"integer": (int,), "number": (int, float), "text": (str,), "texts": (list, tuple)}
_WORDS = {"integer": "a whole number", "number": "a number", "text": "a text", "texts": "a list of texts"}


def kind_named(name: str, where: str) -> Kind:
    """The kind of that name. Raises InputError with the nearest one; `where` opens the sentence."""
    if name not in KINDS:
        raise InputError(f"{where}: there is no agreement {shown(name)}.{nearest(name, tuple(KINDS))}")
    return KINDS[name]


def merged(kind: Kind, base: Mapping[str, Any], given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """`base` with the given values laid over it, whole and valid: {value: ...}, or {row: {value: ...}}.

    A new region starts from the row named house; a row given as None is removed. Raises InputError naming `where`, the
    agreement and the value.
    """
    where = f"{where}: agreement {kind.name}"
    result = dict(base)
    if kind.per is None:
        result |= _checked(kind, given, where)
    for row, written in given.items() if kind.per else ():
        if kind.rows and row not in kind.rows:
            raise InputError(f"{where}: there is no {kind.per} {shown(row)}.{nearest(row, kind.rows)}")
        if written is None:
            result.pop(row, None)
            continue
        values = {kind.values[0].name: written} if kind.is_short else written
        if not isinstance(values, Mapping):
            raise InputError(
                f"{where}: {printable(row, 60)} must be a table of values, as [agreements.{kind.name}.{row}]."
            )
        result[row] = {
            **result.get(row, result.get("house", {})),
            **_checked(kind, values, f"{where}, {printable(row, 60)}"),
        }
    _refuse_unfinished(kind, result, where)
    if kind.fault and (fault := kind.fault(result)):
        raise InputError(f"{where}: {printable(fault)}")
    return result


@cache
def defaults(path: Path = DEFAULTS) -> Mapping[str, Mapping[str, Any]]:
    """Kind -> its values in the configuration file, "none" as None. Raises InputError if the file is not whole."""
    written = _read(path)
    for name in written:
        kind_named(name, path.name)
    values = {name: {key: value for key, value in table.items() if key != "about"} for name, table in written.items()}
    return {name: merged(kind, {}, values.get(name, {}), path.name) for name, kind in KINDS.items()}


@cache
def abouts(path: Path = DEFAULTS) -> Mapping[str, str]:
    """Kind -> what it is, in one sentence."""
    return {name: values.get("about", "") for name, values in _read(path).items()}


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return read_toml(path)
    except FileNotFoundError as error:
        raise InputError(f"{path} cannot be read: {error}.") from error


def _checked(kind: Kind, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    values = {value.name: value for value in kind.values}
    for name in given:
        if name not in values:
            raise InputError(f"{where}: there is no value {shown(name)}.{nearest(name, tuple(values))}")
    return {name: _value(values[name], written, where) for name, written in given.items()}


def _value(value: Value, written: Any, where: str) -> Any:
    if value.optional and written in (None, NONE):
        return None
    if isinstance(written, bool) or not isinstance(written, _PYTHON_TYPES[value.type]):
        raise InputError(f"{where}: {value.name} must be {_WORDS[value.type]}, not {shown(written)}.")
    if value.type in ("integer", "number"):
        return _in_range(value, written, where)
    words = [written] if value.type == "text" else list(written)
    for word in words:
        if not isinstance(word, str) or not word.strip():
            raise InputError(f"{where}: {value.name} must be {_WORDS[value.type]}, without blanks.")
        if value.allowed and word not in value.allowed:
            raise InputError(f"{where}: {value.name} cannot be {shown(word)}.{nearest(word, value.allowed)}")
    return written if value.type == "text" else words


def _in_range(value: Value, number: float, where: str) -> float:
    # Not-a-number compares false with everything, so the range is asked for, not its violation.
    low = -_MOST if value.low is None else value.low
    high = _MOST if value.high is None else value.high
    if not low <= number <= high:
        span = f"at least {low:g}" if number < low and value.high is None else f"between {low:g} and {high:g}"
        raise InputError(f"{where}: {value.name} must be {span}, not {printable(str(number), 60)}.")
    return float(number) if value.type == "number" else number


def _refuse_unfinished(kind: Kind, result: Mapping[str, Any], where: str) -> None:
    if kind.per and not result:
        raise InputError(f"{where}: the last {kind.per} cannot be removed.")
    rows = result.items() if kind.per else [("", result)]
    for row, values in rows:
        missing = [value.name for value in kind.values if value.name not in values]
        if missing:
            raise InputError(f"{where}: {f'{row} has no ' if row else 'there is no '}{', '.join(missing)}.")
    if absent := [row for row in kind.rows if row not in result]:
        raise InputError(f"{where}: there is no {kind.per} {', '.join(absent)}.")
