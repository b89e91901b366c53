"""The lists of the shared filters: which values each offers, most used first, and how an address writes them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from overlap import labels
from overlap.errors import UsageError
from overlap.reports import Filters
from overlap.reports.listed import closest, listed, quoted, understood
from ui import address, gateway

LISTS = {
    "channels": "Channel",
    "campaigns": "Campaign",
    "segments": "Segment",
    "regions": "Region",
    "teams": "Team",
    "reps": "Person in sales",
    "kinds": "New or existing business",
}
KINDS = {"new": "New business", "expansion": "Expansion", "renewal": "Renewals"}
_CODED = ("channels", "segments")  # lists whose values are codes


def choices() -> dict[str, dict[str, str]]:
    """Per list the values with their labels, most used first; a list with a single value is no choice."""
    found = gateway.ask("data/filter_choices", Filters()).select("field", "value", "label", "row_count").iter_rows()
    rows_of: dict[str, list[tuple[str | None, str]]] = {name: [] for name in LISTS}
    for name, value, label, _ in sorted(found, key=lambda each: (-each[3], each[2])):
        rows_of[name].append((value, label))
    called = {name: labels.of if name in _CODED else str for name in LISTS}
    return {name: _labels(part, called[name]) for name, part in rows_of.items() if len(part) > 1}


def _labels(part: Sequence[tuple[str | None, str]], called: Callable[[str], str]) -> dict[str, str]:
    """Label by value, each value as it is written in an address."""
    names = {value: called(label) for value, label in part}
    times = Counter(names.values())
    return {
        quoted(value): f"{name} ({value or 'no value'})" if times[name] > 1 else name for value, name in names.items()
    }


class Listed:
    """Values of one list as an address writes them: repeated, or with commas and quotes as in CSV, or by label."""

    def __init__(self, name: str, labels: Mapping[str, str]) -> None:
        self._name, self._labels = name, labels
        self._known = {value: label for text, label in labels.items() for value in listed(text) if value is not None}

    def read(self, texts: list[str]) -> list[str]:
        asked = [text for text in texts if text]
        found = list(dict.fromkeys(value for text in asked for value in self._one(text)))
        if asked and not found:
            raise address.Ignored
        return found

    def write(self, value: list[str]) -> list[str]:
        return value or [""]

    def allows(self, value: list[str]) -> bool:
        return set(value) <= set(self._labels)

    def _one(self, text: str) -> list[str]:
        if text not in self._known and text in self._labels.values():
            return [value for value, label in self._labels.items() if label == text]
        try:
            values, _ = understood(text, self._known)
        except UsageError:
            values = (text,)
        for value in values:
            if quoted(value) not in self._labels:
                address.not_known(self._name, quoted(value), closest(value or "", self._known))
        return [quoted(value) for value in values if quoted(value) in self._labels]
