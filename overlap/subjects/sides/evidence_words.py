"""What speaks for and against a complaint, in sentences that both teams would accept."""

from collections.abc import Mapping
from typing import Any

from overlap import words
from overlap.subjects.sides import rule
from overlap.subjects.sides.steps import evidence as facts

Row = Mapping[str, Any]

_BEHIND = {
    "rejected": "rejected", "same_campaign": "of the campaign", "missed": "missed", "over_capacity": "due above it",
    "accepted": "accepted",
}  # fmt: skip


def sentence(row: Row, name: str) -> str:
    """A row of sides/evidence; `name` is its campaign as it may stand in a sentence."""
    match row["fact"]:
        case facts.KNOWN_BEFORE:
            return _known_before(row)
        case facts.REJECTED_WON:
            return f"{_number(row['number'])} of {_number(row['of_number'])} leads that sales rejected were won later"
        case facts.SAME_CAMPAIGN:
            return (
                f"The same leads, other people: of {name} between {_percent(row['then_figure'])} and "
                f"{_percent(row['now_figure'])} were won, depending on who worked them"
            )
        case facts.WEEKS_SHORT:
            return f"{_number(row['number'])} of {_number(row['of_number'])} weeks were below {row['now_figure']:,.1f}"
        case facts.SAFE:
            return f"{row['now_figure']:,.1f} come a week; sales can safely take {row['then_figure']:,.0f}"
        case facts.MISSED:
            return f"{_number(row['number'])} of {_number(row['of_number'])} follow-ups due were missed"
        case facts.LEVELS:
            return (
                f"{_percent(row['now_figure'])} in time within capacity, {_percent(row['then_figure'])} in the "
                f"{_number(row['number'])} of {_number(row['of_number'])} weeks above it"
            )
        case _:
            return (
                f"{_percent(row['now_figure'])} of the leads sales accepted were won, "
                f"{_percent(row['then_figure'])} in the reference"
            )


def opened(row: Row) -> dict[str, str]:
    """The counts of a fact that have rows, with what opens them says; a model's figure has none."""
    labels = {
        "won_count": words.counted(row["won_count"] or 0, "lead won later", "leads won later"),
        "behind_count": f"{words.count(row['behind_count'] or 0)} {_BEHIND.get(row['behind'], '')}",
        "short_count": words.counted(row["short_count"] or 0, "week"),
    }
    return {name: label for name, label in labels.items() if row[name]}


def _known_before(row: Row) -> str:
    what = "become SQLs" if row["complaint"] == rule.BAD_LEADS else "be won"
    return (
        f"Before sales touched them: by score and source {_percent(row['now_figure'])} were to {what}, "
        f"{_percent(row['then_figure'])} in the reference"
    )


def _percent(value: float) -> str:
    return f"{value:.1f}%"


def _number(value: float) -> str:
    return words.count(round(value))
