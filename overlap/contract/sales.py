"""What sales did with leads: handoffs, who held them, activities, feedback."""

from overlap.contract.column import Column, Table
from overlap.contract.shared_columns import id_column, moment, of_lead, of_rep, text
from overlap.limits import STARS

# What CRMs call a task that is still to do, or done.
_TASK_WORDS = (
    *((word, "planned") for word in ("not started", "not_started", "in progress", "in_progress", "open", "scheduled")),
    *((word, "planned") for word in ("waiting on someone else", "waiting", "deferred", "canceled", "cancelled")),
    *((word, "done") for word in ("completed", "complete", "closed")),
)

HANDOFFS = Table(
    "handoffs",
    "A lead is given to a person in sales.",
    ("handoff_id",),
    (
        id_column("handoff_id"),
        of_lead(),
        of_rep("who got it; blank: a queue"),
        moment("qualified_at", "when it became ready to be handed over"),
        moment("handed_at", required=True),
        Column("score", "integer", "points at that moment"),
        moment("accepted_at"),
        moment("rejected_at"),
        text("reject_reason", known_with="rejected_at"),
        Column("transfers", "integer", "how often it changed hands", low=0),
    ),
    happened="handed_at",
)

ASSIGNMENTS = Table(
    "assignments",
    "Who held a handed-over lead when.",
    ("handoff_id", "assigned_at"),
    (
        id_column("handoff_id", refers="handoffs.handoff_id"),
        of_rep(required=True),
        moment("assigned_at", required=True),
    ),
    happened="assigned_at",
)

ACTIVITIES = Table(
    "activities",
    "What sales did.",
    ("activity_id",),
    (
        id_column("activity_id"),
        of_lead(required=False),
        text("deal_id", "the deal it was about", refers="deals.deal_id"),
        of_rep(),
        text("kind", "call, email, meeting, message, ..."),
        moment(
            "occurred_at",
            "of what is planned: when it is due",
            required=True,
            planned_when=("status", ("planned",)),
        ),
        text("direction", allowed=("outbound", "inbound")),
        text(
            "outcome",
            allowed=("connected", "no_answer", "voicemail", "sent", "replied", "bounced", "held", "no_show"),
        ),
        text(
            "status",
            "blank: done; only what is done is an attempt or a contact",
            allowed=("planned", "done"),
            words=_TASK_WORDS,
        ),
        Column("duration_s", "integer", "seconds", low=0),
        text("content", "the piece sent or shown"),
        Column("is_automated", "flag"),
        Column("is_meaningful", "flag", "the source's word; blank: connected >= 60 s, replied, or held"),
    ),
    happened="occurred_at",
)

FEEDBACK = Table(
    "feedback",
    "What sales said about a lead.",
    ("feedback_id",),
    (
        id_column("feedback_id"),
        text("handoff_id", refers="handoffs.handoff_id"),
        of_lead(),
        of_rep(),
        Column("rating", "integer", "stars", low=STARS[0], high=STARS[1]),
        text("reasons", "ticked boxes, separated by ;"),
        text("comment", personal="text"),
        moment("given_at", required=True),
    ),
    happened="given_at",
)
