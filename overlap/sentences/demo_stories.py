"""What each page of the demo company lets a person find, from config/demo_stories.toml, its names asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from overlap import labels, words
from overlap.settings import PROJECT
from overlap.tomlfile import read_toml

STORIES = PROJECT / "config" / "demo_stories.toml"
Ask = Callable[[str, Mapping[str, object]], pl.DataFrame]
Written = Callable[[str], str]


@dataclass(frozen=True)
class Name:
    """Who or what a sentence is about: what `find`, a SELECT on the report's answer as `self`, has in its first row.

    `called` is what stands in its place where no company is asked.
    """

    report: str
    find: str
    called: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Sentence:
    """A sentence with its names in braces; one that does not stand in the sentence is a condition for saying it."""

    says: str
    otherwise: str
    names: Mapping[str, Name]

    def of_any(self) -> str:
        """As it is told where no company is asked."""
        return self.says.format(**{name: each.called for name, each in self.names.items()})

    def of(self, ask: Ask, written: Written) -> str:
        """As it is true of the company that `ask` answers for; each name as `written` writes data."""
        found = {name: _first(each, ask) for name, each in self.names.items()}
        if None in found.values():
            return self.otherwise
        return self.says.format(**{name: written(_told(value)) for name, value in found.items()})


@cache
def stories(path: Path = STORIES) -> Mapping[str, tuple[Sentence, ...]]:
    """Page -> its sentences in the order of the file."""
    return {page: tuple(_sentence(written) for written in told) for page, told in read_toml(path).items()}


def _sentence(written: Mapping[str, Any]) -> Sentence:
    names = {name: Name(**each) for name, each in written.get("names", {}).items()}
    return Sentence(written["says"], written.get("otherwise", ""), names)


def _first(name: Name, ask: Ask) -> Any:
    found = ask(name.report, name.params).sql(name.find)
    return found.item(0, 0) if found.height else None


def _told(value: Any) -> str:
    if isinstance(value, float):
        return words.share(value)
    if isinstance(value, int):
        return words.count(value)
    return words.month(value) if isinstance(value, date) else labels.of_name(str(value))
