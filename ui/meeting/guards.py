"""The guards of all pages on Review meeting: whether a figure was met at the cost of what it stands for. No person."""

import streamlit as st

from overlap import words
from overlap.subjects.followup import sentences as followup
from ui import filters, gateway, parts, places

GAMING, CONTACT, LEADS, RATINGS = "followup/guards", "followup/contact", "quality/totals", "quality/feedback_totals"


def block() -> None:
    """Each guard in a sentence, with the way to its page."""
    with parts.block("Guards", "Each target has a number that shows whether it was met for its own sake. Teams only."):
        for page, shown, sentences in (
            ("follow-up", {"followup_view": ["guards"]}, _of_followup()),
            ("quality", {}, _of_acceptance()),
            ("quality", {"quality_view": ["feedback"]}, _of_feedback()),
        ):
            if sentences:
                st.markdown("\n".join(f"- {each}" for each in sentences))
                places.link(page, {**places.held(), **shown})


def _of_followup() -> list[str]:
    if gateway.missing("handoffs", "activities"):
        return []
    chosen = filters.without("reps")
    contact = gateway.ask(CONTACT, chosen).row(0, named=True)
    guards = gateway.ask(GAMING, chosen)
    rate = words.rate(contact["contact_rate"], contact["contact_rate_low"], contact["contact_rate_high"])
    met = f"of {words.counted(contact['old_enough_count'], 'mature handoff')}, {rate} had a meaningful contact."
    told = [] if contact["contact_rate"] is None else [f"**Service level, guarded by meaningful contact:** {met}"]
    return [*told, *(followup.guard(guards, name) for name in followup.GUARDS)]


def _of_acceptance() -> list[str]:
    if gateway.missing("handoffs"):
        return []
    row = gateway.ask(LEADS, filters.without("reps")).row(0, named=True)
    if row["taken_back_count"] is None:
        return []
    return [
        f"**SAL rate, guarded by later rejection:** {words.counted(row['taken_back_count'], 'SAL')} later rejected."
    ]


def _of_feedback() -> list[str]:
    if gateway.missing("handoffs", "feedback"):
        return []
    row = gateway.ask(RATINGS, filters.without("reps")).row(0, named=True)
    if not row["rating_count"]:
        return []
    of = words.counted(row["rating_count"], "rating")
    extremes = f"{words.share(row['extreme_rate'])} of {of} are one star or five."
    return [f"**Feedback coverage, guarded by extremes:** {extremes}"]
