"""What a house is set to: time zone, reporting currency, as-of, and the agreements an export brings along."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overlap.errors import InputError, UsageError, nearest

_FIELDS = ("as_of", "time_zone", "reporting_currency", "agreements", "is_demo")
DEFAULT_ZONE = "UTC"


@dataclass(frozen=True)
class House:
    """One `house.toml`; None where it says nothing."""

    as_of: datetime | None = None
    time_zone: str | None = None
    reporting_currency: str | None = None
    agreements: Mapping[str, Any] = field(default_factory=dict)
    is_demo: bool = False

    def over(self, below: "House") -> "House":
        """These settings, and those of `below` where these say nothing; agreements stay apart."""
        return House(
            self.as_of or below.as_of,
            self.time_zone or below.time_zone,
            self.reporting_currency or below.reporting_currency,
            self.agreements,
            self.is_demo or below.is_demo,
        )


def read_house(folder: Path) -> House:
    """The folder's `house.toml`, an empty one when there is none. Raises InputError naming file, key and remedy."""
    path = folder / "house.toml"
    if not path.exists():
        return House()
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not TOML: {error}.") from None
    for name in declared:
        if name not in _FIELDS:
            raise InputError(f'{path}: "{name}" means nothing here.{nearest(name, _FIELDS)}')
    return House(
        as_of=_instant(declared.get("as_of"), f"{path}: as_of"),
        time_zone=_zone(declared.get("time_zone"), path),
        reporting_currency=_currency(declared.get("reporting_currency"), path),
        agreements=declared.get("agreements", {}),
        is_demo=bool(declared.get("is_demo", False)),
    )


def instant(text: str, where: str, zone: str) -> datetime:
    """An instant from ISO text; without an offset, a day or an hour of `zone`. Raises UsageError."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f'{where} "{text}" is not an instant. Use 2026-01-31T18:00:00+01:00.') from None
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


def _instant(value: object, where: str) -> datetime | None:
    if value is None:
        return None
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise InputError(f'{where} "{value}" is not an instant. Use 2026-01-31T18:00:00+01:00.') from None
    if at.tzinfo is None:
        raise InputError(f'{where} "{value}" has no offset. Use 2026-01-31T18:00:00+01:00.')
    return at


def _zone(name: str | None, path: Path) -> str | None:
    try:
        return ZoneInfo(name).key if name is not None else None
    except (ZoneInfoNotFoundError, ValueError):
        raise InputError(f'{path}: time_zone "{name}" is no time zone. Use a name such as "Europe/Berlin".') from None


def _currency(code: str | None, path: Path) -> str | None:
    if code is not None and not (len(code) == 3 and code.isalpha() and code.isupper()):  # noqa: PLR2004 - ISO 4217
        raise InputError(f'{path}: reporting_currency "{code}" is no ISO 4217 code such as "EUR".')
    return code
