"""Deals, who shares them, what was promised, and what a currency is worth."""

from overlap.contract.column import Column, Table
from overlap.contract.shared_columns import CURRENCY, day, id_column, moment, of_lead, of_rep, text

DEALS = Table(
    "deals",
    "A sale in progress, won or lost, and its amount.",
    ("deal_id",),
    (
        id_column("deal_id"),
        text("account_id"),
        text("lead_id", "the lead it grew from", refers="leads.lead_id", orphans="keep"),
        moment("opened_at"),
        moment("closed_at", "blank while open", filled_when=("outcome", ("won", "lost"))),
        id_column("outcome", allowed=("open", "won", "lost")),
        Column("amount", "money", "blank while unknown"),
        CURRENCY,
        text("kind", "blank: new", allowed=("new", "expansion", "renewal")),
        text("stage"),
        text("lost_reason"),
        day("expected_close_on", "planned; a renewal's due date"),
        Column("gross_margin", "share", low=0, high=1),
    ),
    happened="opened_at",
)

DEAL_STAGES = Table(
    "deal_stages",
    "A deal enters a stage.",
    ("deal_id", "entered_at"),
    (
        id_column("deal_id", refers="deals.deal_id"),
        moment("entered_at", required=True),
        id_column("stage"),
        Column("amount_then", "money"),
        Column("probability", "share", low=0, high=1),
    ),
    happened="entered_at",
)

DEAL_LEADS = Table(
    "deal_leads",
    "The buying group of a deal.",
    ("deal_id", "lead_id"),
    (id_column("deal_id", refers="deals.deal_id"), of_lead(), text("role")),
)

DEAL_REPS = Table(
    "deal_reps",
    "Who shares a deal. Shares other than overlays add up to 1.",
    ("deal_id", "rep_id", "role"),
    (
        id_column("deal_id", refers="deals.deal_id"),
        of_rep(required=True),
        id_column("role"),
        Column("share", "share", required=True, low=0, high=1),
        Column("is_overlay", "flag", "credit beside the shares, not part of them"),
    ),
)

GOALS = Table(
    "goals",
    "What was promised.",
    ("goal_id",),
    (
        id_column("goal_id"),
        text("parent_goal_id"),
        id_column("metric"),
        day("period_start", required=True),
        day("period_end", "the day after the last", required=True),
        text("team"),
        text("region"),
        Column("target", "money", required=True),
        text("owner"),
    ),
)

RATES = Table(
    "rates",
    "What a unit of a currency is worth in the reporting currency.",
    ("currency", "day"),
    (
        id_column("currency", upper=True),
        day("day", required=True, event=True),
        Column("rate", "rate", "to the reporting currency", required=True, low=0),
    ),
    happened="day",
)
