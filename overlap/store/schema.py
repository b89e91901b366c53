"""The tables of the app store as they are now; `migrations/` says how an older store gets here."""

from sqlalchemy import (
    Column,
    Date,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from overlap.store.utc_time import UtcTime

METADATA = MetaData()
A_LIST = {"is_list": True}  # a text that is a JSON list of texts

HOUSE = Table("house", METADATA, Column("house_id", String(64), primary_key=True))

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("table_name", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),
)

AGREEMENTS = Table(
    "agreements",
    METADATA,
    Column("agreement_id", String(80), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("values_json", Text, nullable=False),
    Column("effective_from", UtcTime, nullable=False),
    Column("signed_marketing", Text, nullable=False),
    Column("signed_sales", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("kind", "version", name="agreements_kind_version"),
)

# What a person in sales says about a lead handed over; a withdrawn one stays, and counts nowhere.
FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("feedback_id", String(40), primary_key=True),
    Column("submit_id", String(80), nullable=False, unique=True),
    Column("handoff_id", Text, nullable=False, index=True),
    Column("lead_id", Text, nullable=False, index=True),
    Column("rep_id", Text, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("reasons", Text, nullable=False, info=A_LIST),
    Column("comment", Text, nullable=False),
    Column("given_at", UtcTime, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("withdrawn_at", UtcTime),
    Column("withdrawn_by", Text),
)

# A change of an agreement that one team has signed and the other has not; one signature is empty until then.
PROPOSALS = Table(
    "proposals",
    METADATA,
    Column("proposal_id", String(40), primary_key=True),
    Column("submit_id", String(80), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("values_json", Text, nullable=False),
    Column("effective_from", UtcTime, nullable=False),
    Column("note", Text, nullable=False),
    Column("signed_marketing", Text, nullable=False),
    Column("signed_sales", Text, nullable=False),
    Column("proposed_at", UtcTime, nullable=False),
    Column("state", String(10), nullable=False),  # open, signed, withdrawn
    Column("agreement_id", String(80)),
)

# What is to be reached of a metric in a period; it holds once both teams have signed, in place of an earlier one.
GOALS = Table(
    "goals",
    METADATA,
    Column("goal_id", String(40), primary_key=True),
    Column("submit_id", String(80), nullable=False, unique=True),
    Column("metric", String(80), nullable=False),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),  # the day after the last
    Column("team", Text),  # null: everybody
    Column("region", Text),
    Column("target", String(24), nullable=False),  # a decimal number; 0: there is to be no such goal
    Column("note", Text, nullable=False),
    Column("signed_marketing", Text, nullable=False),
    Column("signed_sales", Text, nullable=False),
    Column("proposed_at", UtcTime, nullable=False),
    Column("signed_at", UtcTime),
    Column("state", String(10), nullable=False),  # open, signed, withdrawn
)

SAMPLES = Table(
    "samples",
    METADATA,
    Column("lead_id", Text, primary_key=True),
    Column("kind", String(20), primary_key=True),  # exploration, hold
    Column("share", Float, nullable=False),
    Column("drawn_at", UtcTime, nullable=False),
    Column("drawn_by", Text, nullable=False),
    Column("agreement_id", String(80), nullable=False),
)

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

# What somebody has typed into a form and not saved; gone once the form is saved.
UNFINISHED = Table(
    "unfinished",
    METADATA,
    Column("form", String(60), primary_key=True),
    Column("typed_by", String(120), primary_key=True),
    Column("fields_json", Text, nullable=False),
    Column("typed_at", UtcTime, nullable=False),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("audit_id", Integer, primary_key=True),
    Column("written_at", UtcTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(20), nullable=False),
    Column("table_name", String(64), nullable=False),
    Column("row_id", Text, nullable=False),
    Column("before_json", Text),  # null: there was no such row
    Column("after_json", Text, nullable=False),  # blank: it held somebody who is forgotten
    Column("said_hash", String(64), nullable=False, server_default=""),
    Column("chain_hash", String(64), nullable=False, server_default=""),
    Column("payload_salt", String(32), nullable=False, server_default=""),
    Column("payload_hash", String(64), nullable=False, server_default=""),
    Index("audit_row", "table_name", "row_id"),
)
