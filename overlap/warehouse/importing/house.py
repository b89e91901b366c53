"""What a house is set to: time zone, reporting currency, as-of, and the agreements an export brings along."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overlap.agreements import resolve
from overlap.choices import Answers, answers_of
from overlap.errors import InputError, UsageError, nearest
from overlap.personal import HANDLED
from overlap.tomlfile import read_toml
from overlap.warehouse.canonical.joining.precedence import KEYS
from overlap.words import shown

# `connection` is read by those who ask a CRM live.
_FIELDS = (
    "as_of", "time_zone", "reporting_currency", "agreements", "is_demo", "choices", "precedence", "personal",
    "connection", "prefix_ids",
)  # fmt: skip
_PERSONAL = "personal"
DEFAULT_ZONE = "UTC"
_CURRENCY = re.compile("[A-Za-z]{3}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class House:
    """One `house.toml`; None where it says nothing. `choices` answer what the source of these files asks,
    those of `[personal]` among them. `prefix_ids`: ids of these files are told from equal ones of another source."""

    as_of: datetime | None = None
    time_zone: str | None = None
    reporting_currency: str | None = None
    agreements: Mapping[str, Any] = field(default_factory=dict)
    is_demo: bool = False
    choices: Answers = field(default_factory=dict)
    precedence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefix_ids: bool = False

    def over(self, below: "House") -> "House":
        """These settings, and those of `below` where these say nothing; agreements and choices stay apart."""
        return House(
            self.as_of or below.as_of,
            self.time_zone or below.time_zone,
            self.reporting_currency or below.reporting_currency,
            self.agreements,
            self.is_demo or below.is_demo,
            self.choices,
            {**below.precedence, **self.precedence},
            self.prefix_ids or below.prefix_ids,
        )


def read_house(folder: Path) -> House:
    """The folder's `house.toml`, an empty one when there is none. Raises InputError naming file, key and remedy."""
    path = folder / "house.toml"
    try:
        declared = read_toml(path)
    except FileNotFoundError:
        return House()
    for name in declared:
        if name not in _FIELDS:
            raise InputError(f"{path}: {shown(name)} means nothing here.{nearest(name, _FIELDS)}")
    return House(
        as_of=_instant(declared.get("as_of"), f"{path}: as_of"),
        time_zone=_zone(declared.get("time_zone"), path),
        reporting_currency=_currency(declared.get("reporting_currency"), path),
        agreements=_agreements(declared.get("agreements", {}), path),
        is_demo=_flag(declared.get("is_demo", False), f"{path}: is_demo"),
        choices={**answers_of(declared.get("choices", {}), f"{path} [choices]"), **_personal(declared, path)},
        precedence=_precedence(declared.get("precedence", {}), f"{path} [precedence]"),
        prefix_ids=_flag(declared.get("prefix_ids", False), f"{path}: prefix_ids"),
    )


def instant(text: str, where: str, zone: str) -> datetime:
    """An instant from ISO text; without an offset, a day or an hour of `zone`. Raises UsageError."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f'{where} "{text}" is not an instant. Use 2026-01-31T18:00:00+01:00.') from None
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


def _personal(declared: Mapping[str, object], path: Path) -> Answers:
    """What `[personal]` says, as the answers it stands for."""
    said = answers_of(declared.get(_PERSONAL, {}), f"{path} [{_PERSONAL}]")
    found = {f"{_PERSONAL}.{name}": values for name, values in said.items()}
    for key in found:
        if key not in HANDLED:
            name = key.removeprefix(f"{_PERSONAL}.")
            known = [each.removeprefix(f"{_PERSONAL}.") for each in HANDLED]
            raise InputError(f"{path} [{_PERSONAL}]: {shown(name)} means nothing here.{nearest(name, known)}")
    return found


def _instant(value: object, where: str) -> datetime | None:
    if value is None:
        return None
    try:
        # A number is no instant, though "20260131" reads as a day.
        at = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        at = None
    if isinstance(at, date) and not isinstance(at, datetime):
        raise InputError(f"{where} {shown(value)} has no hour and no offset. Use 2026-01-31T18:00:00+01:00.")
    if not isinstance(at, datetime):
        raise InputError(f"{where} {shown(value)} is not an instant. Use 2026-01-31T18:00:00+01:00.")
    if at.tzinfo is None:
        raise InputError(f"{where} {shown(value)} has no offset. Use 2026-01-31T18:00:00+01:00.")
    if not _FIRST_YEAR <= at.year < _LAST_YEAR:
        raise InputError(f"{where} {shown(value)} is not between the years 1900 and 2200. Correct it.")
    return at


def _zone(name: object, path: Path) -> str | None:
    if name is None:
        return None
    try:
        return ZoneInfo(_text(name, f"{path}: time_zone")).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(
            f'{path}: time_zone {shown(name)} is no time zone. Use a name such as "Europe/Berlin".'
        ) from None


def _currency(code: object, path: Path) -> str | None:
    if code is None:
        return None
    trimmed = _text(code, f"{path}: reporting_currency").strip()
    if not _CURRENCY.fullmatch(trimmed):
        raise InputError(f'{path}: reporting_currency {shown(code)} is no ISO 4217 code such as "EUR".')
    return trimmed.upper()


def _precedence(declared: object, where: str) -> Mapping[str, tuple[str, ...]]:
    """An order of sources for what it names. Raises InputError with the nearest name."""
    if not isinstance(declared, Mapping):
        raise InputError(f'{where} {shown(declared)} is no table. Write region = ["salesforce", "hubspot"], say.')
    for name, order in declared.items():
        if name not in KEYS:
            raise InputError(f"{where}: {shown(name)} is none of {', '.join(KEYS)}.{nearest(name, KEYS)}")
        if not isinstance(order, list) or not all(isinstance(source, str) for source in order):
            raise InputError(f'{where}: {name} is no list of sources, such as ["salesforce", "hubspot"].')
    return {name: tuple(order) for name, order in declared.items()}


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise InputError(f"{where} {shown(value)} is not a text. Write it in quotes.")
    return value


def _flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise InputError(f"{where} {shown(value)} is neither true nor false. Use one of them, without quotes.")
    return value


def _agreements(declared: object, path: Path) -> Mapping[str, Any]:
    """The folder's agreements, judged as a build will: nothing is read that could not be applied."""
    if not isinstance(declared, Mapping):
        raise InputError(f"{path}: agreements {shown(declared)} is no table. Write each as [agreements.<name>].")
    try:
        resolve({}, declared)
    except InputError as error:
        raise InputError(f"{path}: {str(error).removeprefix('house.toml of the folder: ')}") from None
    return declared
