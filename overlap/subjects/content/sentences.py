"""Pieces of content in sentences: which go with winning, which nobody uses, and what that may not be called."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.subjects.content.steps.pieces import FEWER, MORE, TOO_FEW

Row = Mapping[str, Any]

STAGES: Mapping[str, str] = {"mql": "MQL", "sal": "SAL", "sql": "SQL", "opportunity": "Deal opened"}
_BEFORE: Mapping[str, str] = {
    "mql": "they became MQLs",
    "sal": "they became SALs",
    "sql": "they became SQLs",
    "opportunity": "the deal was opened",
}
HOW: Mapping[str, str] = {"seen": "had seen", "sent": "had been sent"}
_SHORT: Mapping[str, str] = {"seen": "seen", "sent": "sent by sales"}
_CAREFUL = "It goes with winning; it need not cause it, since sales sends a piece to whom it believes in."


def answer(rows: Sequence[Row]) -> str:
    """Which pieces go with winning; rows of content/pieces of one stage, names as they may stand in a sentence."""
    found = [row for row in rows if row["verdict"] in (MORE, FEWER)]
    tested = sum(row["false_share"] is not None for row in rows)
    if not tested:
        return "**Too few leads to say which content goes with winning.**"
    if not found:
        pieces = words.counted(tested, "piece")
        return f"**No piece goes with significantly more or fewer wins than leads alike have** ({pieces} tested)."
    first = found[0]
    said = f"**{claim(first)}.**"
    more = [row for row in found if row["verdict"] == MORE]
    others = len(found) - 1
    beside = f" {words.counted(others, 'other piece')} above or below leads alike." if others else ""
    return f"{said}{beside} {_CAREFUL if more else 'It goes with losing; it need not cause it.'}"


def claim(row: Row) -> str:
    """`Leads who had seen White paper before they became SQLs were won 6.1 points more often than leads alike`."""
    size = f"{abs(row['points']):.1f} points {'more' if row['points'] > 0 else 'less'} often than leads alike"
    return f"Leads who {HOW[row['how']]} {row['piece']} before {_BEFORE[row['stage']]} were won {size}"


def named(row: Row) -> str:
    """`White paper (seen)`."""
    return f"{row['piece']} ({_SHORT[row['how']]})"


def interval(row: Row) -> str:
    """`+6.1 points, 95%: +2.0 to +10.2`."""
    low, high = words.signed(row["points_low"], 1), words.signed(row["points_high"], 1)
    return f"{words.signed(row['points'], 1)} points, 95%: {low} to {high}"


def rates(row: Row) -> str:
    """`31% of 204 won, 24% of leads alike, 19% of the others`: raw and alike beside each other."""
    won, alike = words.share(row["won_rate"]), words.share(row["expected_rate"])
    others = f", {words.share(row['others_rate'])} of all others" if row["others_rate"] is not None else ""
    return f"{won} of {words.count(row['had_count'])} won, {alike} of leads alike{others}"


def brief(row: Row) -> str:
    """`27% of 191, alike 25%`: what a narrow screen has room for."""
    won, alike = words.share(row["won_rate"]), words.share(row["expected_rate"])
    return f"{won} of {words.count(row['had_count'])}, alike {alike}"


def to_draw(rows: Sequence[Row], most: int) -> list[Row]:
    """The pieces worth a bar: those that were tested, what is told apart first."""
    return [row for row in rows if row["verdict"] != TOO_FEW][:most]


def unused(count: int, since: str) -> str:
    """How many pieces nobody used since the period began; `since` says since when, in words."""
    if not count:
        return f"Every piece that was ever used has been used {since}."
    return f"**{words.counted(count, 'piece was', 'pieces were')} used before and by nobody {since}.**"
