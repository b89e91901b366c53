"""One lead's life in words: the answer under its heading, and each step as a person would tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import polars as pl

from overlap import words
from overlap.limits import STARS
from ui.parts import escape

Event = Mapping[str, object]

_STAGES = {
    "mql": "Became an MQL (qualified by marketing)",
    "sal": "Became an SAL (accepted by sales)",
    "sql": "Became an SQL (qualified by sales)",
    "opportunity": "Became an opportunity",
    "won": "Won as a customer",
    "lost": "Lost",
    "recycled": "Went back to marketing",
}
_TOUCHES = {
    "page_view": "Viewed",
    "email_click": "Clicked in",
    "form": "Filled in",
    "webinar": "Attended",
    "booth_scan": "Scanned at",
    "first_contact": "First contact",
}
_ACTIVITIES = {
    ("call", "connected"): "{who} called and reached them",
    ("call", "no_answer"): "{who} called, no answer",
    ("call", "voicemail"): "{who} called and left a voicemail",
    ("email", "sent"): "{who} wrote an e-mail",
    ("email", "replied"): "They replied to {who}'s e-mail",
    ("email", "bounced"): "{who}'s e-mail came back",
    ("message", "sent"): "{who} sent a message",
    ("message", "replied"): "They replied to {who}'s message",
    ("meeting", "held"): "{who} met them",
    ("meeting", "no_show"): "{who} waited, nobody came to the meeting",
}
_ICONS = {
    "created": "person_add", "touch": "web", "stage": "flag", "handed over": "sync_alt", "accepted": "check_circle",
    "rejected": "cancel", "activity": "call", "feedback": "star", "deal opened": "handshake", "deal won": "trophy",
    "deal lost": "block",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One line of the story; `said` is plain text, `note` a second line or empty."""

    when: str
    said: str
    note: str
    icon: str


def name(facts: Event) -> str:
    """What the lead is called: its company, else its name, else its id."""
    return str(facts["company"] or facts["lead_name"] or f"lead {words.brief(str(facts['lead_id']))}")


def answer(facts: Event, deals: pl.DataFrame, currency: str, has_handoffs: bool) -> str:
    """Who came from where, who got it, and what became of it, in Markdown."""
    person = ", ".join(escape(facts[part]) for part in ("lead_name", "title") if facts[part])
    channel = f"through {words.spoken(str(facts['channel']))}" if facts["channel"] else "through a channel not recorded"
    came = f"**{person or 'This lead'} came {escape(channel)}** on {words.day(facts['created_on'])}"  # pyright: ignore[reportArgumentType]
    return " ".join([came + _handed(facts, has_handoffs), *_outcomes(deals, currency), _won(facts)]).strip()


def steps(events: pl.DataFrame, currency: str) -> list[Step]:
    """The story, oldest first; touches of one day after each other are one step."""
    told = [event for event in events.iter_rows(named=True) if not _is_said_already(event)]
    runs = groupby(told, key=lambda each: (each["event"] == "touch", each["happened_local"].date()))
    return [step for (is_touch, _), run in runs for step in _told_run(list(run), is_touch, currency)]


def with_words(events: pl.DataFrame, currency: str) -> pl.DataFrame:
    """The events with a column `told`: what the chart says on hover, in plain text."""
    return events.with_columns(
        pl.Series("told", [_told(event, currency) for event in events.iter_rows(named=True)], dtype=pl.String)
    )


def _told_run(run: list[dict[str, object]], is_touch: bool, currency: str) -> list[Step]:
    return [_touches(run)] if is_touch else [_step(event, currency) for event in run]


def _handed(facts: Event, has_handoffs: bool) -> str:
    if not has_handoffs:
        return ". Handoffs are not recorded here."
    if not facts["handoff_count"]:
        return " and has not been handed to sales."
    times = "" if facts["handoff_count"] == 1 else f", the latest of {facts['handoff_count']} handoffs"
    return f" and was handed to {escape(facts['rep_name'])} on {words.day(facts['handed_at'])}{times}."  # pyright: ignore[reportArgumentType]


def _outcomes(deals: pl.DataFrame, currency: str) -> list[str]:
    said = []
    for deal in deals.iter_rows(named=True):
        amount = f"**{words.money(deal['amount'], currency)}**" if deal["amount"] is not None else "an unknown amount"
        kind = {"new": "new business"}.get(deal["kind"], deal["kind"] or "deal")
        if deal["outcome"] == "open":
            said.append(f"A deal of {amount} ({kind}) is open.")
        else:
            closed = f" on {words.day(deal['closed_on'])}" if deal["closed_on"] else ""
            said.append(f"A deal of {amount} ({kind}) was {deal['outcome']}{closed}.")
    return said


def _won(facts: Event) -> str:
    taken = facts["days_to_won"]
    if not isinstance(taken, int):
        return ""
    if taken < 0:
        return f"It was won {words.days(-taken)} before it appeared as a lead: a data check flags it."
    return f"From lead to won it took {words.days(taken)}."


def _is_said_already(event: Event) -> bool:
    """The entry at the first stage is the creation, and a won or lost stage the deal's own end."""
    return event["event"] == "stage" and event["what"] == "lead"


def _step(event: Event, currency: str) -> Step:
    at, is_date_only = event["happened_local"], bool(event["is_date_only"])
    note = f"“{event['detail']}”" if event["event"] == "feedback" and event["detail"] else _origin(event)
    return Step(
        words.moment(at, is_date_only),  # pyright: ignore[reportArgumentType]
        _told(event, currency),
        note,
        _ICONS.get(str(event["event"]), "circle"),
    )


def _touches(run: list[dict[str, object]]) -> Step:
    if len(run) == 1:
        return _step(run[0], "")
    first: datetime = run[0]["happened_local"]  # pyright: ignore[reportAssignmentType]
    said = list(dict.fromkeys(_told(event, "") for event in run))
    campaigns = list(dict.fromkeys(words.brief(str(event["campaign_name"])) for event in run if event["campaign_name"]))
    note = f"campaigns: {', '.join(campaigns)}" if campaigns else ""
    return Step(words.day(first.date()), f"{len(run)} touches: {'; '.join(said)}", note, _ICONS["touch"])


def _origin(event: Event) -> str:
    return f"campaign: {words.brief(str(event['campaign_name']))}" if event["campaign_name"] else ""


def _told(event: Event, currency: str) -> str:
    who = words.brief(str(event["rep_name"] or "somebody in sales"))
    what, detail = str(event["what"] or ""), str(event["detail"] or "")
    match event["event"]:
        case "created":
            return f"Became a lead through {words.spoken(what)}" if what else "Became a lead, channel not recorded"
        case "touch":
            return " ".join(filter(None, [_TOUCHES.get(what, words.title(what)), detail]))
        case "stage":
            return _STAGES.get(what, words.title(what))
        case "handed over":
            return f"Handed to {who}" + (f" at score {what}" if what else "")
        case "accepted":
            return f"{who} accepted it"
        case "rejected":
            return f"{who} rejected it" + (f": {words.spoken(what)}" if what else "")
        case "activity":
            plain = f"{{who}}: {words.spoken(what)} {words.spoken(detail)}".strip()
            return _ACTIVITIES.get((what, detail), plain).replace("{who}", who)
        case "feedback":
            return f"{who} rated the lead {what} of {STARS[1]}"
    return _deal(event, words.brief(what), words.spoken(detail), currency)


def _deal(event: Event, deal: str, detail: str, currency: str) -> str:
    amount = words.money(event["amount"], currency) if event["amount"] is not None else "no amount recorded"  # pyright: ignore[reportArgumentType]
    verb = {"deal opened": "opened", "deal won": "won", "deal lost": "lost"}.get(str(event["event"]), "")
    return f"Deal {deal} {verb}: {amount}" + (f", {detail}" if detail else "")
