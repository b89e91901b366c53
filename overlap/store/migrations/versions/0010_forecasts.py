"""Forecasts as they stood: of each month, what the generation told that another took the place of."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_AMOUNTS = ("target", "forecast_low", "forecast_mid", "forecast_high", "chance")


def upgrade() -> None:
    op.create_table(
        "forecasts",
        sa.Column("month_on", sa.Date, primary_key=True),
        sa.Column("origin", sa.String(10), primary_key=True),
        sa.Column("goal_id", sa.Text, primary_key=True),
        sa.Column("generation", sa.String(40), nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("period_end", sa.Date, nullable=False),
        *(sa.Column(name, sa.Float, nullable=False) for name in _AMOUNTS),
    )
    revisions = sa.table("revisions", sa.column("table_name", sa.String), sa.column("revision", sa.Integer))
    op.bulk_insert(revisions, [{"table_name": "forecasts", "revision": 0}])


def downgrade() -> None:
    op.drop_table("forecasts")
    revisions = sa.table("revisions", sa.column("table_name", sa.String))
    op.execute(revisions.delete().where(revisions.c.table_name == "forecasts"))
