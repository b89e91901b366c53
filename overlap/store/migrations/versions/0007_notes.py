"""Notes that people write on a day, for whoever looks at numbers over time."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("note_id", sa.String(40), primary_key=True),
        sa.Column("submit_id", sa.String(80), nullable=False, unique=True),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("teams", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
    )
    revisions = sa.table("revisions", sa.column("table_name", sa.String), sa.column("revision", sa.Integer))
    op.bulk_insert(revisions, [{"table_name": "notes", "revision": 0}])


def downgrade() -> None:
    op.drop_table("notes")
    revisions = sa.table("revisions", sa.column("table_name", sa.String))
    op.execute(revisions.delete().where(revisions.c.table_name == "notes"))
