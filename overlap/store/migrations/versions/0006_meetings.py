"""What a review meeting leaves behind: decisions with due date and guard, ideas, comments, frozen numbers, visits."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_NEW = ("ideas", "comments", "frozen", "visits", "unfinished")


def upgrade() -> None:
    op.add_column("decisions", sa.Column("due_on", sa.Date))
    op.add_column("decisions", sa.Column("guard", sa.String(80), nullable=False, server_default=""))
    op.add_column("decisions", sa.Column("dimension", sa.String(20), nullable=False, server_default=""))
    op.add_column("decisions", sa.Column("group_id", sa.Text))
    op.add_column("decisions", sa.Column("state", sa.String(10), nullable=False, server_default="open"))
    op.create_table(
        "ideas",
        sa.Column("idea_id", sa.String(40), primary_key=True),
        sa.Column("submit_id", sa.String(80), nullable=False, unique=True),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("decision_id", sa.String(40)),
    )
    op.create_table(
        "comments",
        sa.Column("comment_id", sa.String(40), primary_key=True),
        sa.Column("submit_id", sa.String(80), nullable=False, unique=True),
        sa.Column("report", sa.String(120), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("page", sa.String(60), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("lead_id", sa.Text),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "frozen",
        sa.Column("frozen_id", sa.String(40), primary_key=True),
        sa.Column("submit_id", sa.String(80), nullable=False, unique=True),
        sa.Column("generation", sa.String(40), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("agenda_json", sa.Text, nullable=False),
        sa.Column("goals_json", sa.Text, nullable=False),
        sa.Column("deals_json", sa.Text, nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by", sa.Text, nullable=False),
    )
    op.create_table(
        "visits",
        sa.Column("week_on", sa.Date, primary_key=True),
        sa.Column("team", sa.String(20), primary_key=True),
        sa.Column("page", sa.String(60), primary_key=True),
        sa.Column("visit_count", sa.Integer, nullable=False),
    )
    op.create_table(
        "unfinished",
        sa.Column("form", sa.String(60), primary_key=True),
        sa.Column("typed_by", sa.String(120), primary_key=True),
        sa.Column("fields_json", sa.Text, nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
    )
    revisions = sa.table("revisions", sa.column("table_name", sa.String), sa.column("revision", sa.Integer))
    op.bulk_insert(revisions, [{"table_name": name, "revision": 0} for name in _NEW])


def downgrade() -> None:
    for name in _NEW:
        op.drop_table(name)
    for name in ("state", "group_id", "dimension", "guard", "due_on"):
        op.drop_column("decisions", name)
    revisions = sa.table("revisions", sa.column("table_name", sa.String))
    op.execute(revisions.delete().where(revisions.c.table_name.in_(_NEW)))
