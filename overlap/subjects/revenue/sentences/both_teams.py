"""What sales and marketing did together, in sentences: whom both met, and what winning goes with."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from overlap import words
from overlap.subjects.revenue.charts.variance_explained import CHANCE, UNEXPLAINED

Row = Mapping[str, Any]
_SAID = {
    "where it came from": "where leads came from",
    "who worked it": "who worked them",
    "what it is": "what they are",
}


def won_by_contact(won: Mapping[str, Row], currency: str) -> str:
    """How much of the revenue won both teams met; `won` has the rows of revenue/overlap for won deals by contact."""
    deals = sum(row["record_count"] for row in won.values())
    if not deals:
        return "**No deal was won under these filters.**"
    both = won["both"]
    share = f"{words.share(both['share'])} {words.interval(both['share_low'], both['share_high'])}"
    money = f"**{words.money_short(both['amount'], currency)} of the revenue won was touched by both teams**"
    if both["amount_share"] is not None:
        money += f", {words.share(both['amount_share'])} of it"
    said = f"{money}: {words.count(both['record_count'])} of {words.counted(deals, 'deal')}, {share}."
    nobody = won["neither"]["record_count"]
    if nobody:
        said += f" Of {words.counted(nobody, 'won deal')} neither team recorded anything: worth checking the data."
    return said


def by_kind(rows: pl.DataFrame, kinds: Mapping[str, str], contacts: Mapping[str, str], currency: str) -> list[Row]:
    """A line a contact, a column a kind of business: won deals and their money. `rows` is revenue/overlap_by_kind.

    `kinds` and `contacts` are their names, in order; a kind without a won deal has no column.
    """
    won = {(row["kind"], row["contact"]): row for row in rows.filter(pl.col("outcome") == "won").to_dicts()}
    known = {kind: name for kind, name in kinds.items() if any(each == kind for each, _ in won)}
    return [
        {"Deals won": title.capitalize()}
        | {name: _met(won.get((kind, contact)), currency) for kind, name in known.items()}
        for contact, title in contacts.items()
    ]


def _met(row: Row | None, currency: str) -> str:
    """`12 · € 1.2M`."""
    return f"{words.count(row['record_count'])} · {words.money_short(row['amount'], currency)}" if row else "0"


def _by_chance(row: Row) -> str:
    return f" ({CHANCE})" if row["verdict"] == CHANCE else ""


def variance_explained(rows: pl.DataFrame) -> str:
    """The unexplained share first, then the parts of what can be foreseen. `rows` is revenue/what_explains."""
    by_block = {row["block"]: row for row in rows.to_dicts()}
    rest = by_block.get(UNEXPLAINED)
    if rest is None or rest["share"] is None:
        return "**Too few wins to say what winning goes with.**"
    said = [f"**{words.share(min(rest['share'], 1.0))} of what tells won from lost is not explained by any of these.**"]
    parts = [
        f"{words.share(row['of_explained'])} go with {_SAID.get(name, name)}{_by_chance(row)}"
        for name, row in by_block.items()
        if name != UNEXPLAINED and row["of_explained"] is not None
    ]
    if parts:
        said.append(f"Of the predictable differences {words.listed(parts)}.")
    elif rest["verdict"] == CHANCE:
        said.append("Together they explain no more than chance.")
    else:
        said.append("Together they explain more than chance; which of them does cannot be told.")
    said.append("The parts overlap, as leads are routed: association, no cause.")
    won = f"{words.count(rest['won_count'])} won of {words.counted(rest['sampled_count'], 'handoff')}"
    sample = (
        f", a sample of {words.count(rest['handoff_count'])}" if rest["sampled_count"] < rest["handoff_count"] else ""
    )
    return " ".join([*said, f"Based on {won}{sample} that have had their days, whatever the filters."])
