"""The audit is chained, and no statement changes or deletes a line of it."""

import json
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_REFUSES = "begin select raise(abort, 'the audit is never changed'); end"
SQLITE = (
    f"create trigger audit_keeps_lines before update on audit {_REFUSES}",
    f"create trigger audit_loses_none before delete on audit {_REFUSES}",
    # A REPLACE deletes without a word to the trigger above.
    "create trigger audit_replaces_none before insert on audit "
    f"when exists (select 1 from audit where audit_id = new.audit_id) {_REFUSES}",
)
POSTGRESQL = (
    "create function audit_is_kept() returns trigger language plpgsql as "
    "$$ begin raise exception 'the audit is never changed'; end $$",
    "create trigger audit_keeps_lines before update or delete on audit for each row execute function audit_is_kept()",
    "create trigger audit_loses_none before truncate on audit for each statement execute function audit_is_kept()",
)


def upgrade() -> None:
    for name in ("said_hash", "chain_hash"):
        op.add_column("audit", sa.Column(name, sa.String(64), nullable=False, server_default=""))
    _chain()
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(sa.text(statement))


def downgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for trigger in ("audit_keeps_lines", "audit_loses_none", *(() if is_postgresql else ("audit_replaces_none",))):
        op.execute(sa.text(f"drop trigger {trigger}{' on audit' if is_postgresql else ''}"))
    if is_postgresql:
        op.execute(sa.text("drop function audit_is_kept()"))
    for name in ("chain_hash", "said_hash"):
        op.drop_column("audit", name)


def _chain() -> None:
    texts = ("who", "action", "table_name", "row_id", "before_json", "after_json", "said_hash", "chain_hash")
    audit = sa.table(
        "audit",
        sa.column("audit_id", sa.Integer),
        sa.column("written_at", sa.DateTime(timezone=True)),
        *(sa.column(name, sa.Text) for name in texts),
    )
    connection, before = op.get_bind(), ""
    for line in connection.execute(sa.select(audit).order_by(audit.c.audit_id)).mappings().all():
        at = line["written_at"].isoformat()
        said = [at if line["written_at"].tzinfo else f"{at}+00:00", *(line[name] for name in texts[:6])]
        said_hash = sha256(json.dumps(said).encode()).hexdigest()
        before = sha256(f"{before}:{said_hash}".encode()).hexdigest()
        here = audit.c.audit_id == line["audit_id"]
        connection.execute(sa.update(audit).where(here).values(said_hash=said_hash, chain_hash=before))
