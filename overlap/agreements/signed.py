"""What two people sign: a draft until the app store gives it a number, then an agreement that never changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Draft:
    """Values both teams are about to sign. What they leave out stays as the house's files say."""

    kind: str
    values: Mapping[str, Any]
    effective_from: datetime
    signed_marketing: str
    signed_sales: str
    note: str = ""


@dataclass(frozen=True)
class SignedAgreement:
    """An agreement in the app store; `version` counts the agreements of its kind from 1."""

    agreement_id: str
    kind: str
    version: int
    values: Mapping[str, Any]
    effective_from: datetime
    signed_marketing: str
    signed_sales: str
    note: str
    created_at: datetime
