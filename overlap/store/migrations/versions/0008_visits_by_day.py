"""Visits are counted by day, so that their weeks begin where the agreed weekday says, whenever it is signed."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    # What was counted by week stands on its Monday.
    op.alter_column("visits", "week_on", new_column_name="visited_on")


def downgrade() -> None:
    op.alter_column("visits", "visited_on", new_column_name="week_on")
