"""The audit's chain: each line carries a fingerprint of itself, and one of that and of all lines before it.

A line that is changed, taken out or put in between afterwards no longer fits the next one, whoever did it and however.
The newest lines cut off leave a shorter chain that still fits: only a backup tells.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from overlap.store.schema import AUDIT

START = ""
_SAID = ("written_at", "who", "action", "table_name", "row_id", "before_json", "after_json")


def fingerprint(line: Mapping[str, Any]) -> str:
    """64 hexadecimal digits that stand for all a line says."""
    said = [line[name] for name in _SAID]
    return sha256(json.dumps(said, default=datetime.isoformat).encode()).hexdigest()


def linked(before: str, said: str) -> str:
    """64 hexadecimal digits that stand for a line and all before it; `before` is the line before's, START for none."""
    return sha256(f"{before}:{said}".encode()).hexdigest()


def newest(connection: Connection) -> str:
    """What the next line is linked to. Whoever asks holds the lock of a write to the audit."""
    asked = select(AUDIT.c.chain_hash).order_by(AUDIT.c.audit_id.desc()).limit(1)
    return connection.scalar(asked) or START


def misfits(connection: Connection) -> list[int]:
    """The lines that do not fit what they say, or the line before them; each fault is told once."""
    return list(
        _misfits(dict(line) for line in connection.execute(select(AUDIT).order_by(AUDIT.c.audit_id)).mappings())
    )


def _misfits(lines: Iterable[Mapping[str, Any]]) -> Iterable[int]:
    before = START
    for line in lines:
        fits = line["said_hash"] == fingerprint(line) and line["chain_hash"] == linked(before, line["said_hash"])
        if not fits:
            yield line["audit_id"]
        before = line["chain_hash"]
