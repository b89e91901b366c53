"""What sales and marketing agreed on: kinds, defaults, what was signed, and which of it holds when."""

from overlap.agreements.agreed_values import agreed_values_macro
from overlap.agreements.before_build import at_ask, pending
from overlap.agreements.kinds import KINDS, Kind, Value
from overlap.agreements.signed import Draft, SignedAgreement
from overlap.agreements.timeline import UNSIGNED, Agreements, Row, read_agreements, resolve
from overlap.agreements.values import abouts, defaults

__all__ = [
    "KINDS",
    "UNSIGNED",
    "Agreements",
    "Draft",
    "Kind",
    "Row",
    "SignedAgreement",
    "Value",
    "abouts",
    "agreed_values_macro",
    "at_ask",
    "defaults",
    "pending",
    "read_agreements",
    "resolve",
]
