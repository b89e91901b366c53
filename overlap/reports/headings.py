"""What stands above a column of a report: its name in words, or its metric's where the name has several meanings."""

from overlap import words
from overlap.glossary import glossary
from overlap.reports.header import Report

_AMBIGUOUS = ("accepted", "qualif", "win_rate", "booked")  # of leads, handoffs, deals or records: the metric says
_OF_ANY = ("revenue", "deal_count")  # booked or credited; won, touched or supported
_ENDS = ("low", "high")


def heading(report: Report, name: str) -> str:
    """`win_rate` -> `Lead-to-win rate` in a report of leads, `Deal win rate, mature` in one of deals."""
    if name not in _OF_ANY and not any(word in name for word in _AMBIGUOUS):
        return words.title(name)
    number, _, end = name.rpartition("_") if name.endswith(_ENDS) else (name, "", "")
    metric = next((column.metric for column in report.columns if column.name == number), "")
    known = glossary().get(metric)
    if known is None:
        return words.title(name)
    return f"{known.label}, {end}" if end else known.label
