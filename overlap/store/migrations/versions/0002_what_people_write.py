"""What people write: feedback, proposals, samples, decisions, and an audit of every write."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = ("feedback", "proposals", "samples", "decisions", "audit")


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("feedback_id", sa.String(40), primary_key=True),
        sa.Column("submit_id", sa.String(80), nullable=False, unique=True),
        sa.Column("handoff_id", sa.Text, nullable=False, index=True),
        sa.Column("lead_id", sa.Text, nullable=False, index=True),
        sa.Column("rep_id", sa.Text, nullable=False),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_by", sa.Text),
    )
    op.create_table(
        "proposals",
        sa.Column("proposal_id", sa.String(40), primary_key=True),
        sa.Column("submit_id", sa.String(80), nullable=False, unique=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("values_json", sa.Text, nullable=False),
        sa.Column("effective_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("signed_marketing", sa.Text, nullable=False),
        sa.Column("signed_sales", sa.Text, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("agreement_id", sa.String(80)),
    )
    op.create_table(
        "samples",
        sa.Column("lead_id", sa.Text, primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.Text, nullable=False),
        sa.Column("agreement_id", sa.String(80), nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("decision_id", sa.String(40), primary_key=True),
        sa.Column("submit_id", sa.String(80), nullable=False, unique=True),
        sa.Column("metric", sa.String(80), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("campaign_id", sa.Text),
        sa.Column("comparison", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("decided_on", sa.Date, nullable=False),
        sa.Column("window_days", sa.Integer, nullable=False),
        sa.Column("baseline", sa.Float),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "audit",
        sa.Column("audit_id", sa.Integer, primary_key=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("table_name", sa.String(64), nullable=False),
        sa.Column("row_id", sa.Text, nullable=False),
        sa.Column("before_json", sa.Text),
        sa.Column("after_json", sa.Text, nullable=False),
    )
    op.create_index("audit_row", "audit", ["table_name", "row_id"])
    revisions = sa.table("revisions", sa.column("table_name", sa.String), sa.column("revision", sa.Integer))
    op.bulk_insert(revisions, [{"table_name": name, "revision": 0} for name in TABLES])


def downgrade() -> None:
    revisions = sa.table("revisions", sa.column("table_name", sa.String))
    for name in reversed(TABLES):
        op.drop_table(name)
        op.execute(revisions.delete().where(revisions.c.table_name == name))
