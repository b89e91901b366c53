"""What a review meeting decides, parks, is told and looks back on."""

from sqlalchemy import Column, Date, Float, Integer, String, Table, Text

from overlap.store.schema.metadata import A_LIST, METADATA
from overlap.store.utc_time import UtcTime

# What marketing changed because of a reason, with all that the verdict before and after needs fixed on that day.
DECISIONS = Table(
    "decisions",
    METADATA,
    Column("decision_id", String(40), primary_key=True),
    Column("submit_id", String(80), nullable=False, unique=True),
    Column("metric", String(80), nullable=False),
    Column("subject", Text, nullable=False),
    Column("campaign_id", Text),  # null: every campaign
    Column("comparison", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("window_days", Integer, nullable=False),
    Column("baseline", Float),
    Column("created_at", UtcTime, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("withdrawn_at", UtcTime),
    Column("due_on", Date),
    Column("guard", String(80), nullable=False, server_default=""),
    Column("dimension", String(20), nullable=False, server_default=""),  # of the comparison group; blank: a reason's
    Column("group_id", Text),
    Column("state", String(10), nullable=False, server_default="open"),  # open, done, dropped, postponed
)

# An idea that is parked until a meeting takes it up.
IDEAS = Table(
    "ideas",
    METADATA,
    Column("idea_id", String(40), primary_key=True),
    Column("submit_id", String(80), nullable=False, unique=True),
    Column("what", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("state", String(10), nullable=False),  # parked, decided, dropped
    Column("decision_id", String(40)),
)

# What somebody says of a number, where it is shown: the report and column, and the screen.
COMMENTS = Table(
    "comments",
    METADATA,
    Column("comment_id", String(40), primary_key=True),
    Column("submit_id", String(80), nullable=False, unique=True),
    Column("report", String(120), nullable=False),
    Column("number", String(80), nullable=False),  # a metric; blank: the block as a whole
    Column("page", String(60), nullable=False),
    Column("address", Text, nullable=False),
    Column("lead_id", Text),  # of a screen about one lead
    Column("says", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("changed_at", UtcTime),
    Column("withdrawn_at", UtcTime),
)

# What somebody wants to be known of a day, for whoever looks at numbers over time.
NOTES = Table(
    "notes",
    METADATA,
    Column("note_id", String(40), primary_key=True),
    Column("submit_id", String(80), nullable=False, unique=True),
    Column("happened_on", Date, nullable=False),
    Column("says", Text, nullable=False),
    Column("teams", Text, nullable=False, info=A_LIST),  # those it concerns; none: everybody
    Column("created_at", UtcTime, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("withdrawn_at", UtcTime),
)

# What a meeting saw: agenda, goals with their intervals, the won deals behind them, and fingerprints of the other rows
# that goals count; no person and no lead.
FROZEN = Table(
    "frozen",
    METADATA,
    Column("frozen_id", String(40), primary_key=True),
    Column("submit_id", String(80), nullable=False, unique=True),
    Column("generation", String(40), nullable=False),
    Column("as_of", UtcTime, nullable=False),
    Column("address", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("agenda_json", Text, nullable=False),
    Column("goals_json", Text, nullable=False),
    Column("deals_json", Text, nullable=False),
    Column("frozen_at", UtcTime, nullable=False),
    Column("frozen_by", Text, nullable=False),
    Column("counts_json", Text, nullable=False, server_default="[]"),
)

# How often a team looked at a page on a day; shown by week. No person: a visit is counted, not kept.
VISITS = Table(
    "visits",
    METADATA,
    Column("visited_on", Date, primary_key=True),
    Column("team", String(20), primary_key=True),
    Column("page", String(60), primary_key=True),
    Column("visit_count", Integer, nullable=False),
)

# What a generation said a revenue goal would end at, once a month, before another took its place; nobody wrote it.
FORECASTS = Table(
    "forecasts",
    METADATA,
    Column("month_on", Date, primary_key=True),
    Column("origin", String(10), primary_key=True),
    Column("goal_id", Text, primary_key=True),
    Column("generation", String(40), nullable=False),
    Column("made_on", Date, nullable=False),  # the first day that was not over
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("target", Float, nullable=False),
    Column("forecast_low", Float, nullable=False),
    Column("forecast_mid", Float, nullable=False),
    Column("forecast_high", Float, nullable=False),
    Column("chance", Float, nullable=False),
)
