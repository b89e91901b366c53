"""What Both sides says: the four complaints in words, each as fair to one team as to the other."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.subjects.sides import rule
from overlap.subjects.sides.found import AGREED, PERCENT

Row = Mapping[str, Any]

SAID_BY = {
    rule.BAD_LEADS: "sales about marketing", rule.NOT_ENOUGH: "sales about marketing",
    rule.TOO_SLOW: "marketing about sales", rule.CANT_CLOSE: "marketing about sales",
}  # fmt: skip
QUOTES = {
    rule.BAD_LEADS: "The leads are bad", rule.NOT_ENOUGH: "There are not enough leads",
    rule.TOO_SLOW: "Follow-up is too slow", rule.CANT_CLOSE: "They can't close",
}  # fmt: skip
FIGURES = {
    rule.BAD_LEADS: "Marketing's handoffs that became SQLs", rule.NOT_ENOUGH: "Marketing's handoffs a week",
    rule.TOO_SLOW: "First attempt in time", rule.CANT_CLOSE: "Handoffs won",
}  # fmt: skip
ADJUSTED = {
    rule.BAD_LEADS: "at equal people", rule.NOT_ENOUGH: "for what sales can take",
    rule.TOO_SLOW: "within capacity", rule.CANT_CLOSE: "at equal mix of leads",
}  # fmt: skip
TAKEN_OUT = {
    rule.BAD_LEADS: "who in sales works them, and what happened to leads that are not marketing's",
    rule.NOT_ENOUGH: "what is more than sales can safely take",
    rule.TOO_SLOW: "weeks that brought more than sales agreed to take",
    rule.CANT_CLOSE: "the mix of scores, channels, segments and regions",
}  # fmt: skip
NOT_IDENTIFIABLE = (
    "At an equal score, fewer wins may be weaker selling or a quality the score cannot see. The data cannot tell the "
    "two apart, so read “The leads are bad” and “They can't close” together."
)
_SAME = 0.05  # of what is shown with one decimal
_NEEDS = {
    rule.BAD_LEADS: "no source says which leads became SQLs", rule.NOT_ENOUGH: "no handoffs are recorded",
    rule.TOO_SLOW: "no activities with a time of day are recorded", rule.CANT_CLOSE: "no source says what was won",
}  # fmt: skip

_AS_NOW = "known as exactly as now"
_NONE_MATURE = "no mature handoffs in the period, or none in the reference"
_LACKS = {
    rule.NOT_ENOUGH: "fewer than two whole weeks in the period, or no handoffs in the reference",
    rule.TOO_SLOW: "no follow-ups were due in the period",
}


def answer(rows: Sequence[Row]) -> str:
    """One or two sentences on all four; rows of sides/verdicts."""
    told = {said: [QUOTES[row["complaint"]] for row in rows if row["verdict"] == said] for said in _verdicts(rows)}
    supported = [*told.get(rule.SUPPORTED, ()), *told.get(rule.OVERLOADED, ())]
    named = f": {words.listed([_quoted(each) for each in supported])}" if supported else ""
    lead = f"**{_of_four(len(supported))}**{named}."
    rest = [
        f"{said.capitalize()}: {words.listed([_quoted(each) for each in told[said]])}."
        for said in (rule.NOT_SUPPORTED, rule.UNKNOWN, rule.NOT_RECORDED)
        if told.get(said)
    ]
    return " ".join([lead, *rest])


def standing(row: Row) -> str:
    """The number behind a verdict, and the same number with the other team's part taken out."""
    if row["verdict"] == rule.NOT_RECORDED:
        return f"Not recorded: {_NEEDS[row['complaint']]}."
    if row["value"] is None:
        return f"Nothing to compare: {_LACKS.get(row['complaint'], _NONE_MATURE)}."
    shown = f"**{figure(row, 'value')}** as it looks, against {figure(row, 'standard')} {_standard(row)}"
    if row["adjusted_value"] is None:
        return f"{shown}; it cannot be compared {ADJUSTED[row['complaint']]}."
    is_same = abs(row["adjusted_standard"] - row["standard"]) < _SAME
    if row["complaint"] == rule.NOT_ENOUGH:
        return f"{shown}." if is_same else f"{shown}; sales can safely take **{figure(row, 'adjusted_standard')}**."
    against = "" if is_same else f", against {figure(row, 'adjusted_standard')}"
    return f"{shown}; **{figure(row, 'adjusted_value')}** {ADJUSTED[row['complaint']]}{against}."


def shortfall(row: Row) -> str:
    """By how much it falls short with the other team's part taken out; where it looks otherwise, that too."""
    if row["adjusted_shortfall"] is None:
        return ""
    size, low, high = (row[name] for name in ("adjusted_shortfall", "adjusted_low", "adjusted_high"))
    unit = "points" if row["unit"] == PERCENT else "a week"
    said = f"Adjusted shortfall {words.signed(size, 1)} {unit} ({words.signed(low, 1)} to {words.signed(high, 1)})"
    said = f"{said}; {row['smallest']:,.1f} {unit} matter."
    if row["raw_verdict"] == rule.SUPPORTED and row["verdict"] not in (rule.SUPPORTED, rule.OVERLOADED):
        said = f"{said} Supported as it looks, not after adjustment."
    elif row["raw_verdict"] != row["verdict"] and row["verdict"] == rule.SUPPORTED:
        said = f"{said} As it looks: {row['raw_verdict']}."
    return said


def turns(row: Row) -> str:
    """What would change the verdict; a figure that cannot be is no such thing."""
    if row["adjusted_value"] is None:
        return ""
    below, above = (figure(row, name) for name in ("supported_below", "unsupported_above"))
    if row["verdict"] in (rule.SUPPORTED, rule.OVERLOADED):
        return f"It would no longer be supported from {below} on, {_AS_NOW}."
    if row["verdict"] == rule.NOT_SUPPORTED:
        can_be = row["supported_below"] > 0
        return f"{f'It would be supported below {below}' if can_be else 'No figure would support it'}, {_AS_NOW}."
    ways = [f"supported below {below}"] if row["supported_below"] > 0 else []
    if row["unit"] != PERCENT or row["unsupported_above"] < 100:  # noqa: PLR2004
        ways.append(f"not supported above {above}")
    said = f"It would be {', '.join(ways)}" if ways else f"No figure would settle it, {_AS_NOW}"
    if row["weeks_needed"]:
        weeks = words.counted(row["weeks_needed"], "more week")
        return f"{said}; at today's volume that takes {weeks}, and their days to mature."
    return f"{said}. More weeks like these alone would not settle it."


def rests_on(row: Row) -> str:
    """`1,294 of 1,427 handoffs have had their days, of 12 people`."""
    if row["mature_count"] is None:
        return ""
    if row["complaint"] in (rule.TOO_SLOW, rule.NOT_ENOUGH):
        what = "follow-ups due" if row["complaint"] == rule.TOO_SLOW else "handoffs in whole weeks"
        said = f"{words.count(row['mature_count'])} {what}"
    else:
        said = f"{words.count(row['mature_count'])} of {words.count(row['record_count'])} handoffs have had their days"
    return f"{said}, {words.count(row['person_count'])} people" if row["person_count"] else said


def opened(row: Row) -> dict[str, str]:
    """The counts of a complaint that have rows, with what opens them says."""
    judged = "due" if row["complaint"] == rule.TOO_SLOW else "judged"
    labels = {"mature_count": judged, "record_count": "handoffs", "reference_count": "in the reference"}
    if row["record_count"] == row["mature_count"]:
        del labels["record_count"]
    return {name: f"{words.count(row[name])} {label}" for name, label in labels.items() if row[name]}


def figure(row: Row, name: str) -> str:
    """A figure of the row in its unit: `44.3%`, `28.0 a week`."""
    value = row[name]
    if value is None:
        return words.NONE
    return f"{value:.1f}%" if row["unit"] == PERCENT else f"{value:,.1f} a week"


def reference(row: Row) -> str:
    """`Reference: Nov 2024 to Oct 2025`."""
    return f"Reference: {words.span(row['reference_starts_on'], row['reference_ends_on'])}"


def _standard(row: Row) -> str:
    return "agreed" if row["standard_kind"] == AGREED else "in the reference"


def _of_four(number: int) -> str:
    supported = ("None", "One", "Two", "Three", "All")[number]
    return f"{supported} of the four complaints {'is' if number < 2 else 'are'} supported"


def _verdicts(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row["verdict"] for row in rows))


def _quoted(text: str) -> str:
    return f"“{text}”"
