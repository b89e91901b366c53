"""Every screen of the pages, each option of each switch, and what is wrong with it under a filter."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from whole_app import whole_app

from overlap.labels import known
from overlap.settings import PROJECT

UNFILTERED = ("lead_page",)  # one lead, which no filter narrows
PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("*_page.py") if path.stem not in UNFILTERED)
_WITH_LISTS = ("followup_page", "funnel_page", "goals_page", "meeting_page", "quality_page", "revenue_page")
VIEWS = re.compile(r"(^|_)view$|^look_up$")  # switches each option of which shows other switches
CODES = {code for code in known() if "_" in code}
IN_CHARTS = ("text", "hovertext", "x", "y", "name", "ticktext", "labels")
COUNTED = ("waiting_for",)  # its labels are counts, which move with a filter
ALIKE = ("data_page", "agreements_page")  # the same under any filter
SHOWN = {"period": "All time"}


def pages(*, with_lists: bool) -> list[Any]:
    """The pages with lists, whose codes need labels, or those without; the others by `make soak`."""
    return [
        page if (page in _WITH_LISTS) == with_lists else pytest.param(page, marks=pytest.mark.soak) for page in PAGES
    ]


@dataclass(frozen=True)
class Screen:
    """A page, and what its switches are set to, as an address says it."""

    page: str
    switches: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return " ".join([self.page, *(f"{name}={label}" for name, label in self.switches)])


class Visitor:
    """One session of the app on one page, sent from address to address."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.app = whole_app(300)
        self.app.switch_page(f"pages/{page}.py")
        self._at: dict[str, str] | None = None

    def screens(self, **filters: str) -> Iterator[Screen]:
        """The page as it opens, then one switch set otherwise at a time; `filters` narrow what is seen on the way."""
        self._go(filters)
        opens = self._switches()
        views = {name for name in opens if VIEWS.search(name)}
        yield Screen(self.page)
        yield from self._each(opens, views, ())
        for name in views:
            for label in opens[name]:
                self._go({name: label, **filters})
                added = {key: labels for key, labels in self._switches().items() if key not in opens}
                yield Screen(self.page, ((name, label),))
                yield from self._each(added, set(), ((name, label),))

    def is_at(self, screen: Screen, **filters: str) -> bool:
        """Whether that screen is what was drawn last."""
        return self._at == {**dict(screen.switches), **filters}

    def faults(self, screen: Screen, field: str, value: str) -> list[str]:
        """What is wrong with that screen under that filter."""
        if not self.is_at(screen, **{field: value}):
            self._go({**dict(screen.switches), field: value})
        found = [str(each.value) for each in (*self.app.exception, *self.app.error)]
        if field not in self.app.query_params and self.page not in ALIKE:
            found.append("the filter has left the address")
        return [f"{screen} {field}={value}: {fault}" for fault in found]

    def codes(self) -> set[str]:
        """Codes that stand where people read, instead of their labels: in texts, lists and charts."""
        texts = [str(each.value) for kind in (self.app.markdown, self.app.caption) for each in kind]
        for list_ in self.app.dataframe:
            texts += [str(cell) for name in _seen_columns(list_) for cell in list_.value[name]]
        for chart in self.app.get("plotly_chart"):
            texts += _written(json.loads(chart.proto.spec))  # pyright: ignore[reportAttributeAccessIssue]
        return CODES.intersection(word for text in texts for word in re.findall(r"\w+", text))

    def small_headings(self) -> set[str]:
        """Headings of lists that begin with a small letter: names of columns that nobody spelled for a reader."""
        heads = {head for list_ in self.app.dataframe for head in _headings(list_)}
        return {head for head in heads if head[:1].islower()}

    def _each(self, switches: dict[str, list[str]], views: set[str], under: tuple) -> Iterator[Screen]:
        for name, labels in switches.items():
            if name not in views and name not in COUNTED:
                yield from (Screen(self.page, (*under, (name, label))) for label in labels)

    def _go(self, address: dict[str, str]) -> None:
        self.app.query_params.clear()
        for name, text in {**SHOWN, **address}.items():
            self.app.query_params[name] = text
        self.app.run()
        self._at = address

    def _switches(self) -> dict[str, list[str]]:
        return {str(group.key): list(group.options) for group in self.app.segmented_control if group.key}


def _seen_columns(list_) -> list[str]:
    """The columns of a list that are shown."""
    return list(list_.proto.column_order) or list(list_.value.columns)


def _headings(list_) -> list[str]:
    """What stands above the shown columns of a list."""
    told = json.loads(list_.proto.columns or "{}")
    return [told.get(name, {}).get("label", name) for name in _seen_columns(list_)]


def _written(part, name: str = "") -> list[str]:
    """The texts of a figure that are drawn or said."""
    if isinstance(part, dict):
        return [text for key, inner in part.items() if key != "template" for text in _written(inner, key)]
    if isinstance(part, list):
        return [text for inner in part for text in _written(inner, name)]
    return [part] if isinstance(part, str) and name in IN_CHARTS else []
