"""Second rounds and the nurture pool in sentences."""

import polars as pl

from overlap import words
from overlap.labels import of

_STANDINGS = {
    "new": "new",
    "warm": "touched in the last 60 days",
    "cold": "not touched for 60 days",
    "given_back": "returned by sales",
}


def came_back(path: pl.DataFrame) -> str:
    """How many come back and when; `path` is quality/comeback."""
    ended, back = (int(path[name].sum()) for name in ("ended_count", "back_count"))
    if not ended:
        return "No lead was returned by sales, lost or won in this period."
    said = f"**{words.count(back)} of {words.counted(ended, 'lead')} returned, lost or won have come back so far.**"
    known = [row for row in path.to_dicts() if row["back_share_180d"] is not None]
    shares = [
        f"{words.share(row['back_share_180d'])} of those {of(row['ended_as']).lower()} within 180 days" for row in known
    ]
    return f"{said} {_start(words.listed(shares))}." if shares else said


def second_time(rounds: pl.DataFrame) -> str:
    """How second rounds do against first ones at equal age; `rounds` is quality/recycled."""
    by_round = {row["round"]: row for row in rounds.to_dicts()}
    first, again = by_round.get("first"), by_round.get("again")
    if not first or not again or first["qualified_share"] is None or again["qualified_share"] is None:
        return "No returning lead has had its days yet, so there is nothing to compare with the first time."
    share = words.rate(again["qualified_share"], again["qualified_low"], again["qualified_high"])
    apart = again["qualified_low"] > first["qualified_high"] or again["qualified_high"] < first["qualified_low"]
    chance = "" if apart else " The difference is not significant."
    return (
        f"**The second time {share} become SQLs, the first time {words.share(first['qualified_share'])}.**"
        f"{chance} Compared with the first time of all leads; those that came back had an end before."
    )


def pool(nurture: pl.DataFrame) -> str:
    """How large the pool is and how alive; `nurture` is quality/nurture."""
    leads, ripe = int(nurture["lead_count"].sum()), int(nurture["ripe_count"].sum())
    if not leads:
        return "No lead from this period is in the pool."
    parts = [
        f"{words.share(row['share'])} {_STANDINGS[row['standing']]}"
        for row in nurture.to_dicts()
    ]  # fmt: skip
    said = f"**{words.counted(leads, 'lead')} of this period wait:** {words.listed(parts)}."
    return (
        f"{said} {words.count(ripe)} of them are ready for sales (enough points) and were never handed over."
        if ripe
        else said
    )


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]
