"""One hash over the canonical file: moves when the contract does, or what is kept beside its tables."""

import hashlib

from overlap.contract import TABLES

# Named anew when their columns move.
_BESIDE = "meta.changes, meta.changed_rows, meta.cleaned, meta.columns, meta.later_closes"


def contract_hash() -> str:
    """SHA-256 over every table's name, key and stored columns, and the tables that account for them."""
    tables = [(table.name, table.key, table.stored) for table in TABLES]
    return hashlib.sha256(repr([_BESIDE, *tables]).encode()).hexdigest()
