"""The parts of the Lead page: search, introduction, lanes, steps, deals, credit."""

import polars as pl
import streamlit as st

from overlap import words
from overlap.labels import of
from overlap.subjects.lead.charts.lanes import timeline
from ui import address, charts, controls, gateway, parts
from ui.lead import story
from ui.theme import palette

FOUND_AT_MOST = 200
STEPS_AT_ONCE = 60  # a story longer than that goes on in a part that is opened
VIEWS = {"find": "Find a lead", "queue": "Rate my leads"}


def wants_queue() -> bool:
    """Whether the visitor wants to rate leads one after another, instead of looking for one."""
    return controls.switch("Leads", VIEWS, "leads_view") == "queue"


def search(unknown: str | None) -> pl.DataFrame:
    """The search box, what it found, in words; returns the rows. `unknown` is an id nobody has."""
    top = st.container()
    typed = controls.find("Find a lead", "find", 100, "id, name, company or e-mail")
    found = gateway.ask("lead/search", words=typed, row_count=FOUND_AT_MOST)
    with top:
        parts.heading("What happened to this lead?", _found(found.height, typed, unknown))
    return found


def back() -> None:
    """The way back to the search."""
    st.button("All leads", key="all_leads", type="tertiary", icon=":material/arrow_back:", on_click=_all_leads)


def _all_leads() -> None:
    address.hold("lead_id", None)


def introduced(facts: pl.DataFrame, deals: pl.DataFrame) -> None:
    """The heading, the answer and what the lead is known by."""
    fact = facts.row(0, named=True)
    has_handoffs = not gateway.missing("handoffs")
    at = fact["handed_at"]
    told = {**fact, "handed_at": gateway.local(at).date() if at else None}
    parts.heading(
        f"What happened to {parts.escape(story.name(fact))}?",
        story.answer(told, deals, gateway.currency(), has_handoffs),
    )
    with st.container(horizontal=True, gap="xsmall"):
        _badge(fact["segment"], "gray", "domain")
        _badge(fact["region"], "gray", "location_on")
        _badge("was a customer already" if fact["was_customer"] else "new business", "gray", "badge")
        _badge(fact["campaign_name"], "blue", "campaign")
        if has_handoffs:
            _badge(fact["rep_name"], "orange", "support_agent")
        _badge(fact["stage"], "violet", "flag")
        st.badge(parts.escape(fact["lead_id"]), color="gray", icon=":material/tag:")


def lanes(events: pl.DataFrame) -> None:
    """What both teams did, on one time axis."""
    how = "A hollow dot reached nobody; a bar is a deal while it was open. Point at a dot to read it."
    with parts.block("Marketing, sales and the deal on one line of time", how):
        as_of = gateway.local(gateway.reader().as_of).replace(tzinfo=None)
        figure = timeline(story.with_words(events, gateway.currency()), as_of, palette())
        charts.draw(figure, "lead_lanes", "Touches, contacts and deals of this lead over time")
        absent = gateway.missing("touches", "handoffs", "activities", "feedback")
        if absent:
            st.caption(f"Not recorded, so not shown: {words.listed(absent)}.")


def steps(events: pl.DataFrame) -> None:
    """The story, a line a step."""
    lines = story.steps(events, gateway.currency())
    first, rest = lines[:STEPS_AT_ONCE], lines[STEPS_AT_ONCE:]
    _told(first)
    if rest:
        with st.expander(f"The {words.counted(len(rest), 'step')} after these", key="later_steps", type="compact"):
            _told(rest)


def _told(lines: list[story.Step]) -> None:
    with st.container(gap="xsmall", border=False):
        for line in lines:
            note = f"  \n:gray[:small[{parts.escape(line.note)}]]" if line.note else ""
            st.markdown(f":material/{line.icon}: :gray[{line.when}]  {parts.escape(line.said)}{note}")


def deals(frame: pl.DataFrame) -> None:
    """Amount, state and reason of each deal."""
    if frame.is_empty():
        st.markdown("No deal names this lead.")
    for deal in frame.iter_rows(named=True):
        amount = "no amount recorded" if deal["amount"] is None else words.money(deal["amount"], gateway.currency())
        closed = f"{deal['outcome']} {words.day(deal['closed_on'])}" if deal["closed_on"] else deal["outcome"]
        said = [
            closed,
            f"opened {words.day(deal['opened_on'])}" if deal["opened_on"] else "opening not recorded",
            deal["kind"],
            of(deal["lost_reason"]) if deal["lost_reason"] else "",
            "" if deal["is_own"] else "in its buying group",
        ]
        dollars = parts.escape(amount)
        about = " · ".join(parts.escape(each) for each in said if each)
        st.markdown(f"**{dollars}** :gray[{parts.escape(words.brief(deal['deal_id']))}]  \n:small[{about}]")


def credit(frame: pl.DataFrame, deals: pl.DataFrame) -> None:
    """Both sides of the credit, each with the proof that it adds up to what was booked."""
    if frame.is_empty():
        st.markdown("Nothing has been won yet, so there is nothing to share.")
        return
    currency = gateway.currency()
    booked = deals.filter(pl.col("outcome") == "won")["amount"].fill_null(0).sum()
    for side, title in (("marketing", ":blue[●] Campaigns"), ("sales", ":orange[●] People in sales")):
        earned = (
            frame.filter(pl.col("side") == side)
            .group_by("earner_name")
            .agg(pl.col("revenue").sum())
            .sort("revenue", "earner_name", descending=[True, False])
        )
        shown = [
            {title: parts.escape(words.brief(who)), f"Credit, {currency}": f"{amount:,.2f}"}
            for who, amount in earned.iter_rows()
        ]
        st.table(shown, border="horizontal", hide_index=True)
        total = earned["revenue"].sum()
        parts.proof(f"{words.money(total, currency)} = {words.money(booked, currency)} booked", total == booked)


def _found(count: int, typed: str, unknown: str | None) -> str:
    said = ""
    if unknown:
        said = f"There is no lead with the id **{parts.escape(unknown[:80])}**. "
    if not typed.strip():
        return (
            f"{said}Type an id, a name, a company or an e-mail. Below are **the newest leads**: select one to open it."
        )
    if not count:
        return f"{said}**No lead matches “{parts.escape(typed)}”.** Try fewer letters, or only the company."
    limit = (
        f"the first {words.count(count)} leads that match"
        if count == FOUND_AT_MOST
        else f"{words.counted(count, 'lead')} found"
    )
    return f"{said}**{limit[:1].upper()}{limit[1:]}.** Select one to open it."


def _badge(text: str | None, colour: str, icon: str) -> None:
    if text:
        st.badge(parts.escape(words.brief(of(text))), color=colour, icon=f":material/{icon}:")  # pyright: ignore[reportArgumentType]
