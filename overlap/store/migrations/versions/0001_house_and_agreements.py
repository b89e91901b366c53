"""The first store: whose it is, a revision counter per table, and the agreements both teams signed."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table("house", sa.Column("house_id", sa.String(64), primary_key=True))
    revisions = op.create_table(
        "revisions",
        sa.Column("table_name", sa.String(64), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.bulk_insert(revisions, [{"table_name": "agreements", "revision": 0}])
    op.create_table(
        "agreements",
        sa.Column("agreement_id", sa.String(80), primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("values_json", sa.Text, nullable=False),
        sa.Column("effective_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_marketing", sa.Text, nullable=False),
        sa.Column("signed_sales", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("kind", "version", name="agreements_kind_version"),
    )


def downgrade() -> None:
    op.drop_table("agreements")
    op.drop_table("revisions")
    op.drop_table("house")
