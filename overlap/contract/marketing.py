"""What marketing ran, and what people saw of it: campaigns, their days, touches."""

from overlap.contract.column import Column, Table
from overlap.contract.shared_columns import CURRENCY, day, id_column, moment, of_campaign, of_lead, text

CAMPAIGNS = Table(
    "campaigns",
    "What marketing ran.",
    ("campaign_id",),
    (
        id_column("campaign_id"),
        text("campaign_name"),
        text("channel"),
        day("started_on"),
        day("ended_on", "planned or past"),
        Column("budget", "money", low=0),
        CURRENCY,
    ),
)

CAMPAIGN_DAYS = Table(
    "campaign_days",
    "What a campaign did on a day, one row for each measure.",
    ("campaign_id", "day", "measure"),
    (
        of_campaign(required=True),
        day("day", "in the company's time zone", required=True, event=True),
        id_column("measure", "visits, clicks, booth_scans, sends, ...; spend is money"),
        Column("quantity", "money", "how many, or how much money for spend", required=True),
        text("currency", "of spend only", upper=True),
    ),
    happened="day",
)

TOUCHES = Table(
    "touches",
    "One contact of a lead with marketing.",
    ("touch_id",),
    (
        id_column("touch_id"),
        of_lead(),
        of_campaign(),
        text("channel"),
        moment("touched_at", required=True),
        text("kind", "page_view, email_click, form, webinar, booth_scan, ..."),
        text("content", "the piece: page, paper, recording"),
        Column("quantity", "money", "how much of it, e.g. minutes watched"),
    ),
    happened="touched_at",
)
