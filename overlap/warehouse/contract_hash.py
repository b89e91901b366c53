"""One hash over the canonical tables: moves when the contract does."""

import hashlib

from overlap.contract import TABLES


def contract_hash() -> str:
    """SHA-256 over every table's name, key and stored columns."""
    return hashlib.sha256(repr([(table.name, table.key, table.stored) for table in TABLES]).encode()).hexdigest()
