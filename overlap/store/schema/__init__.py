"""The tables of the app store as they are now; `migrations/` says how an older store gets here."""

from overlap.store.schema.between_teams import AGREEMENTS, FEEDBACK, GOALS, PROPOSALS, SAMPLES
from overlap.store.schema.meetings import COMMENTS, DECISIONS, FORECASTS, FROZEN, IDEAS, NOTES, VISITS
from overlap.store.schema.metadata import A_LIST, HOUSE, METADATA, REVISIONS
from overlap.store.schema.trail import AUDIT, UNFINISHED

__all__ = [
    "AGREEMENTS",
    "AUDIT",
    "A_LIST",
    "COMMENTS",
    "DECISIONS",
    "FEEDBACK",
    "FORECASTS",
    "FROZEN",
    "GOALS",
    "HOUSE",
    "IDEAS",
    "METADATA",
    "NOTES",
    "PROPOSALS",
    "REVISIONS",
    "SAMPLES",
    "UNFINISHED",
    "VISITS",
]
