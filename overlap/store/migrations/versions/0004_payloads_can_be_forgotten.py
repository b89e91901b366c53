"""The audit is chained over a hash of each payload, so that a payload can be blanked and the chain still holds."""

import json
import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEPT = (
    "audit_id", "written_at", "who", "action", "table_name", "row_id", "payload_hash", "said_hash", "chain_hash",
)  # fmt: skip
_BLANKED = "new.before_json is null and new.after_json = '' and new.payload_salt = ''"
_SAME_IN_SQLITE = " and ".join(f"new.{name} is old.{name}" for name in _KEPT)
_SAME_IN_POSTGRESQL = " and ".join(f"new.{name} is not distinct from old.{name}" for name in _KEPT)
_REFUSES = "begin select raise(abort, 'the audit is never changed'); end"
SQLITE = (
    "drop trigger audit_keeps_lines",
    f"create trigger audit_keeps_lines before update on audit when not ({_BLANKED} and {_SAME_IN_SQLITE}) {_REFUSES}",
)
POSTGRESQL = (
    "create or replace function audit_is_kept() returns trigger language plpgsql as "
    f"$$ begin if tg_op = 'UPDATE' then if {_BLANKED} and {_SAME_IN_POSTGRESQL} then return new; end if; end if; "
    "raise exception 'the audit is never changed'; end $$",
)
_SQLITE_BEFORE = (
    "drop trigger audit_keeps_lines",
    f"create trigger audit_keeps_lines before update on audit {_REFUSES}",
)
_POSTGRESQL_BEFORE = (
    "create or replace function audit_is_kept() returns trigger language plpgsql as "
    "$$ begin raise exception 'the audit is never changed'; end $$",
)
_TEXTS = (
    "who", "action", "table_name", "row_id", "before_json", "after_json", "payload_salt", "payload_hash", "said_hash",
    "chain_hash",
)  # fmt: skip
_AUDIT = sa.table(
    "audit",
    sa.column("audit_id", sa.Integer),
    sa.column("written_at", sa.DateTime(timezone=True)),
    *(sa.column(name, sa.Text) for name in _TEXTS),
)


def upgrade() -> None:
    op.add_column("audit", sa.Column("payload_salt", sa.String(32), nullable=False, server_default=""))
    op.add_column("audit", sa.Column("payload_hash", sa.String(64), nullable=False, server_default=""))
    _without_guard(_chain_over_payloads)
    _run(SQLITE, POSTGRESQL)


def downgrade() -> None:
    _without_guard(_chain_over_lines)
    _run(_SQLITE_BEFORE, _POSTGRESQL_BEFORE)
    for name in ("payload_hash", "payload_salt"):
        op.drop_column("audit", name)


def _run(sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in postgresql if op.get_bind().dialect.name == "postgresql" else sqlite:
        op.execute(sa.text(statement))


def _without_guard(rewrite: Any) -> None:
    """Rewrite the hashes while nothing refuses it; the guard that stood there stands again for what comes next."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.text("alter table audit disable trigger audit_keeps_lines"))
        rewrite()
        op.execute(sa.text("alter table audit enable trigger audit_keeps_lines"))
        return
    op.execute(sa.text("drop trigger audit_keeps_lines"))
    rewrite()
    op.execute(sa.text(_SQLITE_BEFORE[1]))


def _chain_over_payloads() -> None:
    """Every line anew; one that did not fit before does not fit afterwards either."""
    old = new = ""
    for line in _lines():
        said = _of_line(line)
        fits = line["said_hash"] == said and line["chain_hash"] == _linked(old, said)
        old = line["chain_hash"]
        salt = secrets.token_hex(16)
        payload = _hash([salt, line["before_json"], line["after_json"]])
        about = _hash([_at(line), *(line[name] for name in _TEXTS[:4]), payload]) if fits else ""
        new = _linked(new, about)
        _write(line, payload_salt=salt, payload_hash=payload, said_hash=about, chain_hash=new)


def _chain_over_lines() -> None:
    before = ""
    for line in _lines():
        said = _of_line(line)
        before = _linked(before, said)
        _write(line, said_hash=said, chain_hash=before)


def _lines() -> list[Mapping[str, Any]]:
    return [dict(line) for line in op.get_bind().execute(sa.select(_AUDIT).order_by(_AUDIT.c.audit_id)).mappings()]


def _write(line: Mapping[str, Any], **hashes: str) -> None:
    op.get_bind().execute(sa.update(_AUDIT).where(_AUDIT.c.audit_id == line["audit_id"]).values(**hashes))


def _of_line(line: Mapping[str, Any]) -> str:
    return _hash([_at(line), *(line[name] for name in _TEXTS[:6])])


def _at(line: Mapping[str, Any]) -> str:
    at = line["written_at"].isoformat()
    return at if line["written_at"].tzinfo else f"{at}+00:00"


def _hash(values: list[Any]) -> str:
    return sha256(json.dumps(values).encode()).hexdigest()


def _linked(before: str, said: str) -> str:
    return sha256(f"{before}:{said}".encode()).hexdigest()
