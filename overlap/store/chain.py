"""The audit's chain: each line carries a fingerprint of itself, and one of that and of all lines before it.

A line that is changed, taken out or put in between afterwards no longer fits the next one, whoever did it and however.
The newest lines cut off leave a shorter chain that still fits: only a backup tells.

What a line says of a row, its payload, stands in the fingerprint as a salted hash alone. So a payload that holds
somebody who is forgotten can be blanked, with its salt, and the chain holds; a line blanked without a later line that
says so does not fit.
"""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select, update

from overlap.store.schema import AUDIT

START = ""
FORGET, BLANKED = "forget", "blanked_audit_ids"
_SAID = ("written_at", "who", "action", "table_name", "row_id", "payload_hash")
_BLANK = {"before_json": None, "after_json": "", "payload_salt": ""}


def payload(before_json: str | None, after_json: str) -> dict[str, str]:
    """The salt of a new line's payload, and its hash."""
    salt = secrets.token_hex(16)
    return {"payload_salt": salt, "payload_hash": _payload_hash(salt, before_json, after_json)}


def fingerprint(line: Mapping[str, Any]) -> str:
    """64 hexadecimal digits that stand for all a line says, its payload by its hash."""
    return _hash([line[name] for name in _SAID])


def linked(before: str, said: str) -> str:
    """64 hexadecimal digits that stand for a line and all before it; `before` is the line before's, START for none."""
    return sha256(f"{before}:{said}".encode()).hexdigest()


def newest(connection: Connection) -> str:
    """What the next line is linked to. Whoever asks holds the lock of a write to the audit."""
    asked = select(AUDIT.c.chain_hash).order_by(AUDIT.c.audit_id.desc()).limit(1)
    return connection.scalar(asked) or START


def blank(connection: Connection, audit_ids: list[int]) -> None:
    """Take away the payloads of these lines; a line of action FORGET has to name them in the same transaction."""
    for audit_id in audit_ids:
        connection.execute(update(AUDIT).where(AUDIT.c.audit_id == audit_id).values(_BLANK))


def is_blanked(line: Mapping[str, Any]) -> bool:
    """Whether the payload of a line was taken away."""
    return line["after_json"] == ""


def misfits(connection: Connection) -> list[int]:
    """The lines that do not fit what they say, or the line before them; each fault is told once."""
    lines = [dict(line) for line in connection.execute(select(AUDIT).order_by(AUDIT.c.audit_id)).mappings()]
    forgotten = {each: line["audit_id"] for line in lines if line["action"] == FORGET for each in _blanked_by(line)}
    before, found = START, []
    for line in lines:
        fits = line["said_hash"] == fingerprint(line) and line["chain_hash"] == linked(before, line["said_hash"])
        if not fits or not _holds(line, forgotten.get(line["audit_id"], 0)):
            found.append(line["audit_id"])
        before = line["chain_hash"]
    return found


def _holds(line: Mapping[str, Any], forgotten_by: int) -> bool:
    """Whether the payload is what it was, or was blanked by a later line."""
    if is_blanked(line):
        return forgotten_by > line["audit_id"]
    return line["payload_hash"] == _payload_hash(line["payload_salt"], line["before_json"], line["after_json"])


def _blanked_by(line: Mapping[str, Any]) -> list[int]:
    try:
        return [int(each) for each in json.loads(line["after_json"])[BLANKED]]
    except (ValueError, KeyError, TypeError):
        return []


def _payload_hash(salt: str, before_json: str | None, after_json: str) -> str:
    return _hash([salt, before_json, after_json])


def _hash(values: list[Any]) -> str:
    return sha256(json.dumps(values, default=datetime.isoformat).encode()).hexdigest()
