"""What waits for whom, in the sidebar: changes to sign, leads to rate, leads to answer."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import streamlit as st

from overlap import words
from overlap.reports import Filters
from overlap.store.goals import open_goals
from overlap.store.proposals import open_proposals
from ui import gateway, person, places

QUEUE, WAITING = "quality/feedback_queue", "followup/waiting"
RATED_BACK_DAYS = 90
Shown = Mapping[str, Sequence[str]]


def draw() -> None:
    """A line for each kind, with the way there; nothing where nothing waits."""
    with st.sidebar, st.container(gap="xsmall", key="waits"):
        for label, page, shown in _lines():
            file, _ = places.PAGES[page]
            st.page_link(file, label=label, icon=":material/notifications:", query_params={**places.held(), **shown})


def _lines() -> Iterator[tuple[str, str, Shown]]:
    someone = person.current()
    team = someone.team if someone else None
    agreements = sum(team in (None, each.awaits) for each in open_proposals(gateway.store()))
    goals = sum(team in (None, each.awaits) for each in open_goals(gateway.store()))
    whose = f" by {team}" if team else ""
    if agreements:
        yield f"{words.counted(agreements, 'change')} to sign{whose}", "definitions", {}
    if goals:
        yield f"{words.counted(goals, 'goal')} to sign{whose}", "goals", {}
    if someone and someone.rep_id and not gateway.missing("handoffs"):
        yield from _of_rep(someone.rep_id)


def _of_rep(rep_id: str) -> Iterator[tuple[str, str, Shown]]:
    as_of = gateway.local(gateway.reader().as_of).date()
    lately = Filters(reps=(rep_id,)).period(as_of - timedelta(days=RATED_BACK_DAYS), None)
    unrated = gateway.ask_aside(QUEUE, lately).height
    if unrated:
        yield f"{words.counted(unrated, 'lead')} to rate", "quality", {"quality_view": ["feedback"]}
    waiting = 0 if gateway.missing("activities") else gateway.ask_aside(WAITING, Filters(reps=(rep_id,))).height
    if waiting:
        yield f"{words.counted(waiting, 'lead')} to answer", "follow-up", {}
