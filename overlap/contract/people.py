"""Leads as they are, were and were sampled; the people in sales; the stages a lead enters."""

from overlap.contract.column import Column, Table
from overlap.contract.shared_columns import day, id_column, moment, of_campaign, of_lead, text

STAGES = ("lead", "mql", "sal", "sql", "opportunity", "won", "lost", "recycled")


REPS = Table(
    "reps",
    "The people in sales.",
    ("rep_id",),
    (
        id_column("rep_id"),
        text("rep_name", personal="staff"),
        text("team"),
        text("role", "sdr, ae, am, ..."),
        text("email", personal="email"),
        text("region"),
        text("calendar", "name of an agreed calendar; blank: the region's"),
        Column("weekly_capacity", "integer", "leads a week this person can take", low=0),
        day("active_from"),
        day("active_to", "last day, planned or past"),
    ),
)

LEADS = Table(
    "leads",
    "One person who showed interest. The only table that must be there.",
    ("lead_id",),
    (
        id_column("lead_id"),
        text("account_id", "the company the lead belongs to"),
        moment("created_at", required=True),
        text("lead_name", personal="name"),
        text("company"),
        text("segment"),
        text("region"),
        of_campaign("source_campaign_id", "the campaign that brought the lead"),
        text("channel", "where the lead came from; blank values have a row of their own"),
        text("sourced_by", allowed=("marketing", "sales", "partner")),
        Column("was_customer", "flag", "already a customer when created"),
        text("email", personal="email"),
        text("title", personal="text"),
        text("industry"),
        Column("employees", "integer", low=0),
        moment("opted_out_at"),
    ),
    happened="created_at",
)

MERGED_LEADS = Table(
    "merged_leads",
    "Leads that the source has merged: the id that is gone, and the id that stayed.",
    ("lead_id",),
    (
        id_column("lead_id", "the id that is gone; whatever names it belongs to the id that stayed"),
        text("merged_into", "the id that stayed; chains are followed", required=True, refers="leads.lead_id"),
    ),
)

IDENTITIES = Table(
    "identities",
    "One person in several systems: what another system calls a lead of this one.",
    ("lead_id", "person"),
    (
        id_column("lead_id", "the lead, as its own system calls it"),
        id_column("person", "the same person's lead in another system; once joined, the one that all of them are"),
        text("rule", "blank: cross id", allowed=("cross id", "e-mail", "merge")),
    ),
)

LEAD_CHANGES = Table(
    "lead_changes",
    "An attribute of a lead, as filled in or changed after the lead was created.",
    ("lead_id", "attribute", "changed_at"),
    (of_lead(), id_column("attribute"), moment("changed_at", required=True), text("value", personal="history")),
    happened="changed_at",
)

SAMPLES = Table(
    "samples",
    "Leads sampled at random, for questions that only a random sample can answer.",
    ("lead_id", "kind"),
    (
        of_lead(),
        id_column("kind", allowed=("exploration", "hold")),
        Column("share", "share", "the chance of being sampled", required=True, low=0, high=1),
        moment("drawn_at", required=True),
    ),
    happened="drawn_at",
)

STAGE_ENTRIES = Table(
    "stage_entries",
    "A lead enters a stage; it may enter it again later.",
    ("lead_id", "stage", "entered_at"),
    (of_lead(), id_column("stage", allowed=STAGES), moment("entered_at", required=True)),
    happened="entered_at",
)
