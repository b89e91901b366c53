"""What the two teams agree on, and what sales says of a lead handed over."""

from sqlalchemy import Column, Date, Float, Integer, String, Table, Text, UniqueConstraint

from overlap.store.schema.metadata import A_LIST, METADATA
from overlap.store.utc_time import UtcTime

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
