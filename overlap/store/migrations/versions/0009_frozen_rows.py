"""What a meeting freezes keeps the rows that its goals counted, by their fingerprints."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    # A meeting frozen before kept no rows: nothing is said of its differences.
    op.add_column("frozen", sa.Column("counts_json", sa.Text, nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("frozen", "counts_json")
