"""What is open, in sentences, and the proof that its parts add up; never called revenue."""

from collections.abc import Mapping
from typing import Any

from overlap import words

Row = Mapping[str, Any]


def answer(totals: Row, currency: str) -> str:
    """How much is open and what it weighs. `totals` is the row of revenue/pipeline_totals."""
    said = [f"**{words.money_short(totals['influenced'], currency)}**{_deals(totals)}"]
    if totals["weighted"] is not None:
        said[0] += f", weighted by the chance of their stage **{words.money_short(totals['weighted'], currency)}**"
    said[0] += "."
    if totals["no_probability_count"]:
        unknown = words.counted(totals["no_probability_count"], "deal")
        said.append(f"Of {unknown} no chance is recorded; weighted leaves them out, it does not count them as 0.")
    if totals["no_amount_count"]:
        said.append(f"{words.counted(totals['no_amount_count'], 'deal')} without an amount.")
    return " ".join(said)


def _deals(totals: Row) -> str:
    """` in 12 open deals`; where filters leave a part of them, what that is worth."""
    deals = words.counted(totals["deal_count"], "open deal")
    if totals["influenced"] == totals["booked"]:
        return f" in {deals}"
    return f", worth {totals['deals_worth']:,.1f} of the {deals} it touches"


def proof(totals: Row, currency: str) -> str:
    """`campaigns = people = open: € 1.00`, or what part of it the filters leave."""
    exact = words.money(totals["influenced"], currency)
    if totals["influenced"] == totals["booked"]:
        return f"campaigns = people = open: {exact}"
    return f"campaigns = people = {exact} of {words.money(totals['booked'], currency)} open before filters"
