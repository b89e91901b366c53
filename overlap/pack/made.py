"""A pack made: its parts asked one after another, of the whole company or of one page."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from overlap import words
from overlap.errors import UsageError
from overlap.pack.in_scope import Question
from overlap.pack.pages import TITLES
from overlap.pack.part import Pack, Part
from overlap.pack.parts import (
    agenda,
    capacity,
    followup,
    funnel,
    goals,
    promises,
    quality,
    restatements,
    revenue,
    sides,
    translation,
)
from overlap.pack.rests import filter_words
from overlap.reports import Filters, answer
from overlap.sentences.period_covered import Covered, not_compared
from overlap.warehouse.reader import Reader

Parts = Callable[[Question], Iterator[Part]]
Progress = Callable[[str, float], None]

# A page by its address -> what a pack has of it, in the order of the pack.
PAGES: Mapping[str, tuple[Parts, ...]] = {
    "review-meeting": (agenda.parts,),
    "goals": (goals.parts, promises.parts),
    "both-sides": (sides.parts,),
    "quality": (quality.parts,),
    "follow-up": (followup.parts,),
    "funnel": (funnel.parts,),
    "revenue": (revenue.parts,),
    "capacity": (capacity.parts,),
    "translation": (translation.parts,),
    "data": (restatements.parts,),
}


def whole(question: Question, progress: Progress) -> Pack:
    """The review pack. Raises UsageError for filters on people."""
    return _made(question, tuple(PAGES), "Review pack", progress)


def of_page(question: Question, page: str, progress: Progress) -> Pack:
    """What the pack has of one page, under its filters. Raises UsageError for filters on people."""
    return _made(question, (page,), TITLES[page], progress)


def last_year(reader: Reader) -> tuple[Filters, Filters | None]:
    """The last 12 full months, and the 12 before where the data reach back so far: what pages open on."""
    span = answer(reader, "data/span").frame.row(0, named=True)
    ends_on = span["whole_until"].replace(day=1)
    now = Filters(ends_on.replace(year=ends_on.year - 1), ends_on)
    before = now.period(ends_on.replace(year=ends_on.year - 2), now.starts_on)
    covered = Covered(span["first_on"], span["reaches_on"], span["whole_until"], span["fiscal_month"])
    is_whole = not not_compared((now.starts_on, now.ends_on), (before.starts_on, before.ends_on), covered)
    return now, before if is_whole else None


def _made(question: Question, pages: tuple[str, ...], title: str, progress: Progress) -> Pack:
    if question.filters.reps is not None:
        raise UsageError("A pack names teams and nobody else: take the filter on people away, or filter by team.")
    parts: list[Part] = []
    for place, page in enumerate(pages):
        progress(TITLES[page], place / len(pages))
        parts += [part for make in PAGES[page] for part in make(question)]
    house, zone = question.house, ZoneInfo(question.house.time_zone)
    passed, warned = (house.checks[name] for name in ("passed", "warned"))
    return Pack(
        title=title,
        subtitle="What sales and marketing look at together",
        generation=house.generation,
        as_of=words.instant(house.as_of_at.astimezone(zone)),
        built=words.instant(datetime.fromisoformat(house.built_at).astimezone(zone)),
        checks=f"{words.counted(passed, 'check')} passed, {words.counted(warned, 'warning')}",
        period=question.period,
        filters=filter_words(question.reader, question.filters),
        currency=question.currency,
        is_demo=house.is_demo,
        parts=tuple(parts),
    )
