"""Why a campaign's rate is what it is, in two or three sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.subjects.funnel.stages import stage_words
from overlap.subjects.funnel.steps.why import GAP, NOISE, UNEXPLAINED, UNKNOWN

Row = Mapping[str, Any]

FEWEST = 30  # handoffs: with fewer nothing is said of the parts
PARTS: Mapping[str, str] = {
    GAP: "Difference to the company", "channel": "Its channel", "segment": "Its mix of segments",
    "score": "Its mix of scores", "person": "Who works its leads", UNEXPLAINED: "Not explained by these",
}  # fmt: skip


def answer(rows: Sequence[Row], name: str, outcome: str) -> str:
    """How the campaign stands and what goes with it; rows of funnel/why, `name` as it may stand in a sentence."""
    gap = rows[0]
    became = _became(outcome)
    said = (
        f"**{name}: {words.share(gap['rate'])} of {words.counted(gap['judged_count'], 'mature handoff')} {became}, "
        f"{_beside(gap)} the company's {words.share(gap['company_rate'])}.**"
    )
    if gap["judged_count"] < FEWEST:
        return f"{said} Too few to say why: {FEWEST} are needed."
    if gap["verdict"] == NOISE:
        said += " So small a difference may be chance."
    sure = [row for row in rows[1:-1] if row["verdict"] not in (NOISE, UNKNOWN)]
    named = [f"{PARTS[row['part']].lower()} goes with {_points(row)}" for row in sure]
    mixes = words.listed(named) if named else "none of channel, segments, scores and people goes with more than chance"
    left = rows[-1]
    rest = f"{_points(left)} points are left unexplained{', within noise' if left['verdict'] == NOISE else ''}"
    return f"{said} Behind it: {mixes}; {rest}."


def opened(row: Row, outcome: str) -> dict[str, str]:
    """Each count of the campaign that opens to its handoffs, in words."""
    return {
        "judged_count": words.counted(row["judged_count"], "mature handoff"),
        "made_count": f"{words.count(row['made_count'])} {_became(outcome)}",
    }


def _became(outcome: str) -> str:
    return "were won" if outcome == "won" else f"became {stage_words(outcome)}s"


def _points(row: Row) -> str:
    return words.signed(row["points"], 1)


def _beside(gap: Row) -> str:
    size = abs(gap["points"])
    if round(size, 1) == 0:
        return "like"
    return f"{size:.1f} points {'above' if gap['points'] > 0 else 'below'}"
