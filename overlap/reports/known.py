"""Which values of the shared filters a company has."""

from collections.abc import Mapping

from overlap.reports.ask import Answers, answer
from overlap.reports.filters import LISTS


def known_values(reader: Answers) -> Mapping[str, Mapping[str, str]]:
    """Per list of the shared filters its values, each with what people call it."""
    choices = answer(reader, "data/filter_choices").frame.drop_nulls("value")
    found: dict[str, dict[str, str]] = {name: {} for name in LISTS}
    for name, value, label in choices.select("field", "value", "label").iter_rows():
        found[name][value] = label
    return found
