"""Who earned the revenue together, in two or three sentences, and the proof that it adds up."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from overlap import words
from overlap.subjects.revenue.ledger import Ledger

Row = Mapping[str, Any]

LONGEST_ID = 20
_KINDS = {"new": "new business", "expansion": "expansion", "renewal": "renewals"}


def answer(
    book: Ledger, kept: Row, kinds: Sequence[str | None] | None, currency: str, escape: Callable[[object], str]
) -> str:
    """What was booked, the largest campaign and with whom, and what has no known campaign.

    `kept` is the row of revenue/conservation, `kinds` are the kinds of deals it is narrowed to, None for all.
    """
    total = f"**{words.money_short(kept['credited'], currency)}"
    if kinds:
        total = f"{total} of {words.listed([_KINDS.get(kind or '', 'deals without a kind') for kind in kinds])}"
    if kept["credited"] == kept["booked"]:
        said = f"{total} booked; every cent is credited once to a campaign and once to a person.**"
    else:
        booked = words.money_short(kept["booked"], currency)
        said = f"{total} credited here**, of {booked} booked before filters: each cent once to a campaign and a person."
    return " ".join(filter(None, [said, _largest(book, currency, escape), _unknown(kept)]))


def proof(kept: Row, currency: str) -> str:
    """`campaigns = people = booked: € 1.00`, or what part of what was booked before filters they leave."""
    exact = words.money(kept["credited"], currency)
    if kept["credited"] == kept["booked"]:
        return f"campaigns = people = booked: {exact}"
    return f"campaigns = people = {exact} of {words.money(kept['booked'], currency)} booked before filters"


def _largest(book: Ledger, currency: str, escape: Callable[[object], str]) -> str:
    named = [place for place, line in enumerate(book.campaigns) if line.is_named and line.revenue > 0]
    if not named:
        return ""
    top = book.campaigns[named[0]]
    said = f"{escape(_short(top.name))} earns most ({words.money_short(top.revenue, currency)})"
    entries = book.entries[named[0]]
    partners = [place for place, line in enumerate(book.people) if line.is_named and entries[place].revenue > 0]
    if not partners:
        return f"{said}."
    best = max(partners, key=lambda place: entries[place].revenue)
    part = entries[best].revenue
    amount = "more than half of it" if part * 2 > top.revenue else f"{words.money_short(part, currency)} of it"
    said = f"{said}, {amount} with {escape(_short(book.people[best].name))}"
    return said if said.endswith("…") else f"{said}."


def _short(name: str) -> str:
    """A name as it is; of a long id its beginning."""
    return name if " " in name or len(name) <= LONGEST_ID else f"{name[:12]}…"


def _unknown(kept: Row) -> str:
    return f"{_share(kept)} has no known campaign." if kept["credited"] and kept["no_campaign"] else ""


def _share(kept: Row) -> str:
    return words.share(float(kept["no_campaign"] / kept["credited"]))
