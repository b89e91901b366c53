"""A small company as a test writes it: rows, the house it lives in, and what was agreed from when on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from houses import Rows, house, house_of

from overlap.agreements import SignedAgreement
from overlap.warehouse.reader import Reader

CONVERSION = {"sal": 2, "sql": 3, "opportunity": 5, "won": 7}
WEIGHTS = {"first": 30, "lead": 20, "opportunity": 20, "last": 20, "rest": 10}


@dataclass(frozen=True)
class Signing:
    """Values of a kind that hold from an instant (ISO text) on."""

    kind: str
    values: Mapping[str, Any]
    effective_from: str


@dataclass(frozen=True)
class Company:
    """Everything that decides a company's numbers. Times are texts as in tests/houses.py."""

    tables: Mapping[str, Rows]
    as_of: str
    zone: str = "Europe/Berlin"
    currency: str = "EUR"
    conversion: Mapping[str, int] = field(default_factory=lambda: CONVERSION)
    window_days: int | None = 7
    half_life_days: float = 7
    uncredited_channels: Sequence[str] = ()
    account_fallback: str = "off"
    weights: Mapping[str, int] = field(default_factory=lambda: WEIGHTS)
    signings: Sequence[Signing] = ()
    points: int | None = None
    store: Mapping[str, Rows] | None = None

    @property
    def place(self) -> ZoneInfo:
        """The house's zone."""
        return ZoneInfo(self.zone)

    @property
    def known_at(self) -> datetime:
        """The as-of as an instant, UTC."""
        return datetime.fromisoformat(self.as_of).astimezone(UTC)

    @property
    def agreements(self) -> Mapping[str, Mapping[str, Any]]:
        """What the folder of the house says is agreed."""
        window = "none" if self.window_days is None else self.window_days
        return {
            "conversion": dict(self.conversion),
            "attribution": {
                "window_days": window,
                "half_life_days": self.half_life_days,
                "uncredited_channels": list(self.uncredited_channels),
                "account_fallback": self.account_fallback,
            },
            "weights": dict(self.weights),
            **({} if self.points is None else {"threshold": {"points": self.points}}),
        }

    @property
    def signed(self) -> list[SignedAgreement]:
        """What both teams signed later."""
        return [_signed(number, one) for number, one in enumerate(self.signings, start=1)]

    def published(self, folder: Path, *asked: str) -> Reader:
        """The company as a published generation below `folder`; with `asked` what these reports read of it, no more."""
        tables: dict[str, Any] = dict(self.tables)
        publish = house_of(*asked) if asked else house
        return publish(
            folder,
            as_of=self.as_of,
            zone=self.zone,
            currency=self.currency,
            agreements=self.agreements,
            signed=self.signed,
            store=self.store,
            **tables,
        )


def _signed(number: int, one: Signing) -> SignedAgreement:
    since = datetime.fromisoformat(one.effective_from).astimezone(UTC)
    return SignedAgreement(f"{one.kind}-{number}", one.kind, number, one.values, since, "Mara", "Sam", "", since)
