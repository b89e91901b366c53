"""Goals that people write and both teams sign."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "goals",
        sa.Column("goal_id", sa.String(40), primary_key=True),
        sa.Column("submit_id", sa.String(80), nullable=False, unique=True),
        sa.Column("metric", sa.String(80), nullable=False),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("period_end", sa.Date, nullable=False),
        sa.Column("team", sa.Text),
        sa.Column("region", sa.Text),
        sa.Column("target", sa.String(24), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("signed_marketing", sa.Text, nullable=False),
        sa.Column("signed_sales", sa.Text, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True)),
        sa.Column("state", sa.String(10), nullable=False),
    )
    revisions = sa.table("revisions", sa.column("table_name", sa.String), sa.column("revision", sa.Integer))
    op.bulk_insert(revisions, [{"table_name": "goals", "revision": 0}])


def downgrade() -> None:
    op.drop_table("goals")
    revisions = sa.table("revisions", sa.column("table_name", sa.String))
    op.execute(revisions.delete().where(revisions.c.table_name == "goals"))
