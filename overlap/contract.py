"""The canonical tables, written once: reader, checks, documentation and demo company all take them from here.

A column's `refers` names the table and column it points to. `orphans="reject"` turns a record that points nowhere
into a reject; `orphans="keep"` keeps the record under an explicit unknown and a `warn` check counts it, because
dropping it would drop money or work. `event` marks an instant or day that has happened: it can never lie after as-of.
Planned dates (a renewal's due date, the end of a campaign) are no events; a column that is
`planned_when` another one holds a word is none in that row. `personal` marks personal data.
`words` are other spellings of the allowed ones.
A value that is `known_with` an event of its row is not known before it. A value is filled exactly when the column that
`filled_when` names holds one of its words. `blank` are words of a file that stand for nothing, `format` is how it
writes days (none: as YYYY-MM-DD); `upper` values are codes, written in capitals whatever the file says.
"""

from dataclasses import dataclass, field
from typing import Literal

Type = Literal["text", "integer", "money", "share", "rate", "time", "day", "flag"]

SQL_TYPES: dict[str, str] = {
    "text": "varchar",
    "integer": "bigint",
    "money": "decimal(18, 2)",
    "share": "decimal(9, 6)",
    "rate": "decimal(18, 9)",
    "time": "timestamptz",
    "day": "date",
    "flag": "boolean",
}

STAGES = ("lead", "mql", "sal", "sql", "opportunity", "won", "lost", "recycled")


@dataclass(frozen=True)
class Column:
    """One column of a table: what a value may be and what it means."""

    name: str
    type: Type
    about: str = ""
    required: bool = False
    allowed: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    low: float | None = None
    high: float | None = None
    refers: str | None = None
    orphans: Literal["reject", "keep"] = "reject"
    event: bool = False
    planned_when: tuple[str, tuple[str, ...]] | None = None
    personal: bool = False
    known_with: str | None = None
    filled_when: tuple[str, tuple[str, ...]] | None = None
    blank: tuple[str, ...] = ()
    format: str | None = None
    upper: bool = False

    @property
    def sql_type(self) -> str:
        """The DuckDB type a value of this column has in `canonical.<table>`."""
        return SQL_TYPES[self.type]


@dataclass(frozen=True)
class Table:
    """One canonical table: its grain (`key`) and its columns. `happened` is the event that makes a row exist."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...] = field(repr=False)
    happened: str | None = None

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        return next(column for column in self.columns if column.name == name)

    @property
    def times(self) -> tuple[Column, ...]:
        """The timestamp columns; each has a companion `<name>_is_date_only` in the canonical table."""
        return tuple(column for column in self.columns if column.type == "time")

    @property
    def stored(self) -> tuple[tuple[str, str], ...]:
        """(column, SQL type) of the canonical table as it is created, `source` first, date-only flags last."""
        flags = tuple((f"{column.name}_is_date_only", "boolean") for column in self.times)
        return (("source", "varchar"), *((column.name, column.sql_type) for column in self.columns), *flags)


def _id(name: str, about: str = "", **more) -> Column:
    return Column(name, "text", about, required=True, **more)


def _text(name: str, about: str = "", **more) -> Column:
    return Column(name, "text", about, **more)


def _time(name: str, about: str = "", *, event: bool = True, **more) -> Column:
    return Column(name, "time", about, event=event, **more)


def _day(name: str, about: str = "", **more) -> Column:
    return Column(name, "day", about, **more)


def _of_lead(*, required: bool = True) -> Column:
    return _text("lead_id", "whose it is", required=required, refers="leads.lead_id")


def _of_campaign(name: str = "campaign_id", about: str = "the campaign", **more) -> Column:
    return _text(name, about, refers="campaigns.campaign_id", orphans="keep", **more)


def _of_rep(about: str = "the person in sales", **more) -> Column:
    return _text("rep_id", about, refers="reps.rep_id", orphans="keep", **more)


# What CRMs call a task that is still to do, or done.
_TASK_WORDS = (
    *((word, "planned") for word in ("not started", "not_started", "in progress", "in_progress", "open", "scheduled")),
    *((word, "planned") for word in ("waiting on someone else", "waiting", "deferred", "canceled", "cancelled")),
    *((word, "done") for word in ("completed", "complete", "closed")),
)
_CURRENCY = _text("currency", "ISO 4217 code; blank: the reporting currency", upper=True)

TABLES: tuple[Table, ...] = (
    Table(
        "campaigns",
        "What marketing ran.",
        ("campaign_id",),
        (
            _id("campaign_id"),
            _text("campaign_name"),
            _text("channel"),
            _day("started_on"),
            _day("ended_on", "planned or past"),
            Column("budget", "money", low=0),
            _CURRENCY,
        ),
    ),
    Table(
        "campaign_days",
        "What a campaign did on a day, one row for each measure.",
        ("campaign_id", "day", "measure"),
        (
            _of_campaign(required=True),
            _day("day", "in the company's time zone", required=True, event=True),
            _id("measure", "visits, clicks, booth_scans, sends, ...; spend is money"),
            Column("quantity", "money", "how many, or how much money for spend", required=True),
            _text("currency", "of spend only", upper=True),
        ),
        happened="day",
    ),
    Table(
        "reps",
        "The people in sales.",
        ("rep_id",),
        (
            _id("rep_id"),
            _text("rep_name", personal=True),
            _text("team"),
            _text("role", "sdr, ae, am, ..."),
            _text("email", personal=True),
            _text("region"),
            _text("calendar", "name of an agreed calendar; blank: the region's"),
            Column("weekly_capacity", "integer", "leads a week this person can take", low=0),
            _day("active_from"),
            _day("active_to", "last day, planned or past"),
        ),
    ),
    Table(
        "leads",
        "One person who showed interest. The only table that must be there.",
        ("lead_id",),
        (
            _id("lead_id"),
            _text("account_id", "the company the lead belongs to"),
            _time("created_at", required=True),
            _text("lead_name", personal=True),
            _text("company"),
            _text("segment"),
            _text("region"),
            _of_campaign("source_campaign_id", "the campaign that brought the lead"),
            _text("channel", "where the lead came from; blank values have a row of their own"),
            _text("sourced_by", allowed=("marketing", "sales", "partner")),
            Column("was_customer", "flag", "already a customer when created"),
            _text("email", personal=True),
            _text("title", personal=True),
            _text("industry"),
            Column("employees", "integer", low=0),
            _time("opted_out_at"),
        ),
        happened="created_at",
    ),
    Table(
        "merged_leads",
        "Leads that the source has merged: the id that is gone, and the id that stayed.",
        ("lead_id",),
        (
            _id("lead_id", "the id that is gone; whatever names it belongs to the id that stayed"),
            _text("merged_into", "the id that stayed; chains are followed", required=True, refers="leads.lead_id"),
        ),
    ),
    Table(
        "lead_changes",
        "An attribute of a lead, as filled in or changed after the lead was created.",
        ("lead_id", "attribute", "changed_at"),
        (_of_lead(), _id("attribute"), _time("changed_at", required=True), _text("value")),
        happened="changed_at",
    ),
    Table(
        "samples",
        "Leads sampled at random, for questions that only a random sample can answer.",
        ("lead_id", "kind"),
        (
            _of_lead(),
            _id("kind", allowed=("exploration", "hold")),
            Column("share", "share", "the chance of being sampled", required=True, low=0, high=1),
            _time("drawn_at", required=True),
        ),
        happened="drawn_at",
    ),
    Table(
        "touches",
        "One contact of a lead with marketing.",
        ("touch_id",),
        (
            _id("touch_id"),
            _of_lead(),
            _of_campaign(),
            _text("channel"),
            _time("touched_at", required=True),
            _text("kind", "page_view, email_click, form, webinar, booth_scan, ..."),
            _text("content", "the piece: page, paper, recording"),
            Column("quantity", "money", "how much of it, e.g. minutes watched"),
        ),
        happened="touched_at",
    ),
    Table(
        "stage_entries",
        "A lead enters a stage; it may enter it again later.",
        ("lead_id", "stage", "entered_at"),
        (_of_lead(), _id("stage", allowed=STAGES), _time("entered_at", required=True)),
        happened="entered_at",
    ),
    Table(
        "handoffs",
        "A lead is given to a person in sales.",
        ("handoff_id",),
        (
            _id("handoff_id"),
            _of_lead(),
            _of_rep("who got it; blank: a queue"),
            _time("qualified_at", "when it became ready to be handed over"),
            _time("handed_at", required=True),
            Column("score", "integer", "points at that moment"),
            _time("accepted_at"),
            _time("rejected_at"),
            _text("reject_reason", known_with="rejected_at"),
            Column("transfers", "integer", "how often it changed hands", low=0),
        ),
        happened="handed_at",
    ),
    Table(
        "assignments",
        "Who held a handed-over lead when.",
        ("handoff_id", "assigned_at"),
        (
            _id("handoff_id", refers="handoffs.handoff_id"),
            _of_rep(required=True),
            _time("assigned_at", required=True),
        ),
        happened="assigned_at",
    ),
    Table(
        "activities",
        "What sales did.",
        ("activity_id",),
        (
            _id("activity_id"),
            _of_lead(required=False),
            _text("deal_id", "the deal it was about", refers="deals.deal_id"),
            _of_rep(),
            _text("kind", "call, email, meeting, message, ..."),
            _time(
                "occurred_at",
                "of what is planned: when it is due",
                required=True,
                planned_when=("status", ("planned",)),
            ),
            _text("direction", allowed=("outbound", "inbound")),
            _text(
                "outcome",
                allowed=("connected", "no_answer", "voicemail", "sent", "replied", "bounced", "held", "no_show"),
            ),
            _text(
                "status",
                "blank: done; only what is done is an attempt or a contact",
                allowed=("planned", "done"),
                words=_TASK_WORDS,
            ),
            Column("duration_s", "integer", "seconds", low=0),
            _text("content", "the piece sent or shown"),
            Column("is_automated", "flag"),
            Column("is_meaningful", "flag", "the source's word; blank: connected >= 60 s, replied, or held"),
        ),
        happened="occurred_at",
    ),
    Table(
        "feedback",
        "What sales said about a lead.",
        ("feedback_id",),
        (
            _id("feedback_id"),
            _text("handoff_id", refers="handoffs.handoff_id"),
            _of_lead(),
            _of_rep(),
            Column("rating", "integer", "stars", low=1, high=5),
            _text("reasons", "ticked boxes, separated by ;"),
            _text("comment", personal=True),
            _time("given_at", required=True),
        ),
        happened="given_at",
    ),
    Table(
        "deals",
        "A sale in progress, won or lost, and its amount.",
        ("deal_id",),
        (
            _id("deal_id"),
            _text("account_id"),
            _text("lead_id", "the lead it grew from", refers="leads.lead_id", orphans="keep"),
            _time("opened_at"),
            _time("closed_at", "blank while open", filled_when=("outcome", ("won", "lost"))),
            _id("outcome", allowed=("open", "won", "lost")),
            Column("amount", "money", "blank while unknown"),
            _CURRENCY,
            _text("kind", "blank: new", allowed=("new", "expansion", "renewal")),
            _text("stage"),
            _text("lost_reason"),
            _day("expected_close_on", "planned; a renewal's due date"),
            Column("gross_margin", "share", low=0, high=1),
        ),
        happened="opened_at",
    ),
    Table(
        "deal_stages",
        "A deal enters a stage.",
        ("deal_id", "entered_at"),
        (
            _id("deal_id", refers="deals.deal_id"),
            _time("entered_at", required=True),
            _id("stage"),
            Column("amount_then", "money"),
            Column("probability", "share", low=0, high=1),
        ),
        happened="entered_at",
    ),
    Table(
        "deal_leads",
        "The buying group of a deal.",
        ("deal_id", "lead_id"),
        (_id("deal_id", refers="deals.deal_id"), _of_lead(), _text("role")),
    ),
    Table(
        "deal_reps",
        "Who shares a deal. Shares other than overlays add up to 1.",
        ("deal_id", "rep_id", "role"),
        (
            _id("deal_id", refers="deals.deal_id"),
            _of_rep(required=True),
            _id("role"),
            Column("share", "share", required=True, low=0, high=1),
            Column("is_overlay", "flag", "credit beside the shares, not part of them"),
        ),
    ),
    Table(
        "goals",
        "What was promised.",
        ("goal_id",),
        (
            _id("goal_id"),
            _text("parent_goal_id"),
            _id("metric"),
            _day("period_start", required=True),
            _day("period_end", "the day after the last", required=True),
            _text("team"),
            _text("region"),
            Column("target", "money", required=True),
            _text("owner"),
        ),
    ),
    Table(
        "rates",
        "What a unit of a currency is worth in the reporting currency.",
        ("currency", "day"),
        (
            _id("currency", upper=True),
            _day("day", required=True, event=True),
            Column("rate", "rate", "to the reporting currency", required=True, low=0),
        ),
        happened="day",
    ),
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
