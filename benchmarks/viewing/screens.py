"""Which screens a viewer looks at, one after the other: pages, and filters of the viewer's own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

PAGES = (
    "", "both-sides", "review-meeting", "funnel", "quality", "quality", "follow-up", "revenue", "revenue", "capacity",
    "translation", "definitions", "data",
)  # fmt: skip
PERIODS = ("quarter", "qtd", "ytd", "all")
VIEWS = {
    "quality": ("quality_view", ("campaigns", "score", "threshold", "second_chances", "feedback")),
    "revenue": ("view", ("sure", "rules", "return", "pipeline", "together")),
}
OWN = 4  # sets of filters that a viewer goes to and fro between
STAYS = 0.6  # the share of steps that change the filters and not the page

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Screen:
    """A page under filters, as an address says it."""

    page: str
    query: str


def opening() -> Iterator[Screen]:
    """Every page as it opens."""
    yield from (Screen(page, "") for page in dict.fromkeys(PAGES))


def of_viewer(number: int, choices: Choices) -> Iterator[Screen]:
    """What one viewer looks at, without end; `choices` are the values of the shared lists, with their list's name."""
    chance = Random(number)
    sets = [_filters(chance, choices) for _ in range(OWN)]
    page, chosen = chance.choice(PAGES), chance.choice(sets)
    while True:
        yield Screen(page, urlencode(chosen + _view(chance, page)))
        if chance.random() < STAYS:
            chosen = chance.choice([each for each in sets if each != chosen])
        else:
            page = chance.choice([each for each in PAGES if each != page])


def _filters(chance: Random, choices: Choices) -> list[tuple[str, str]]:
    period = [("period", chance.choice(PERIODS))] if chance.random() < 0.5 else []
    return [*period, *chance.sample(choices, chance.choice((1, 1, 2)))]


def _view(chance: Random, page: str) -> list[tuple[str, str]]:
    if page not in VIEWS:
        return []
    name, views = VIEWS[page]
    return [(name, chance.choice(views))]
