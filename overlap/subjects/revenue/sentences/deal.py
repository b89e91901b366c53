"""Who shares one deal, in sentences, and where the shares that were booked do not add up."""

from collections.abc import Callable

import polars as pl

from overlap import words
from overlap.labels import of

_EXACT = 0.001  # of the whole, within which booked shares add up to it
CHECK = "shares_add_up_to_the_whole"


def people(rows: pl.DataFrame, currency: str, escape: Callable[[object], str]) -> str:
    """`Anna has 60.0% (€ 6.00), Ben 40.0% (€ 4.00).` with what is wrong with the shares, and who stands beside.

    `rows` is the answer of revenue/deal_people.
    """
    split, beside = rows.filter(~pl.col("is_overlay")).to_dicts(), rows.filter(pl.col("is_overlay")).to_dicts()
    said = words.listed(
        [
            f"**{escape(row['rep_name'])}** {words.share(row['share'])} ({words.money(row['amount'], currency)})"
            for row in split
        ]
    )
    sentences = [f"{said}." if said else ""]
    total = next((row["share_sum"] for row in split if row["share_sum"] is not None), None)
    if total is not None and abs(total - 1) > _EXACT:
        booked = words.listed([f"{escape(row['rep_name'])} {words.share(row['share_booked'])}" for row in split])
        sentences.append(
            f"The recorded shares are {booked}, together {words.share(total)}; here they are divided by their sum. "
            f"The check `{CHECK}` names the deal."
        )
    if beside:
        helped = words.listed(
            [
                f"{escape(row['rep_name'])} ({escape(of(row['role'] or 'beside'))}) {words.share(row['share_booked'])}"
                for row in beside
            ]
        )
        sentences.append(f"Besides the split: {helped}.")
    return " ".join(filter(None, sentences))
