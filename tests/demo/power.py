"""How often the reports find what is planted: many companies, each written, imported and asked, put into tables."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

import numpy as np

from overlap.demo import DemoOptions, Effects, export
from overlap.demo.company.world.scenarios import NOTHING
from overlap.demo.company.world.world import world
from overlap.demo.export import load_of_company
from overlap.demo.truth.believable import Believable
from overlap.demo.truth.drawing import imported, shown
from overlap.demo.truth.estimators import ESTIMATORS
from overlap.demo.truth.interventions import interventions
from overlap.demo.truth.planted import PLANTED
from overlap.demo.truth.readings import Reading
from overlap.reports import Filters, answer
from overlap.stats.partial_pooling import ABOVE, BELOW, NOT_APART, TOO_FEW
from overlap.subjects.quality.steps import readiness
from overlap.subjects.quality.steps.rating_extremes import EXTREMES, NOT_EXTREME
from overlap.warehouse.building import checks
from overlap.warehouse.reader import Reader

SIZES = (2_000, 5_000, 20_000)
SEEDS = range(3_100, 3_140)  # none of them was used while tuning
_NO_FIGURE = "–"


@dataclass(frozen=True)
class Shown:
    """What the reports showed of one effect in many companies of one size."""

    values: tuple[float, ...]
    found: float  # share of the companies

    @property
    def mean(self) -> float:
        """Of the companies in which there was a figure."""
        return float(np.mean(self.values))

    @property
    def text(self) -> str:
        """Mean, standard deviation, power."""
        if not self.values:
            return f"{_NO_FIGURE} | {self.found:.2f}"
        spread = f" ± {np.std(self.values, ddof=1):.1f}" if len(self.values) > 1 else ""
        return f"{self.mean:+.1f}{spread} | {self.found:.2f}"


def of_size(leads: int, seeds: Sequence[int] = SEEDS, effects: Effects | None = None) -> dict[str, Shown]:
    """What each estimator shows in companies of these seeds."""
    lives = [_shown(DemoOptions(leads=leads, seed=seed, effects=effects or Effects())) for seed in seeds]
    return {id_: _together([life[id_] for life in lives]) for id_ in ESTIMATORS}


def truths(leads: int, seeds: Sequence[int] = SEEDS) -> dict[str, float]:
    """The mean of what each effect does in these companies; nothing for what no intervention belongs to."""
    found = []
    for seed in seeds:
        options = DemoOptions(leads=leads, seed=seed)
        its_world = world(options)
        load = load_of_company(its_world, options)
        found.append(interventions(options, its_world, load, lambda other, o=options: load_of_company(other, o)))
    measured = [planted.id for planted in PLANTED if planted.id in ESTIMATORS and planted.measure]
    return {id_: float(np.mean([each[id_] for each in found])) for id_ in measured}


def power_table(truth: dict[str, float], by_size: dict[int, dict[str, Shown]], seeds: Sequence[int] = SEEDS) -> str:
    """An effect a row: what is planted, what it does, what its report shows at each size and how often it finds it."""
    caption = f"{len(seeds)} companies of each size, seeds {min(seeds)} to {max(seeds)}.\n"
    head = ["planted", "parameter", "do()", *(f"{size:,} | found" for size in by_size)]
    lines = [" | ".join(head), "|".join(["---"] * (len(by_size) * 2 + 3))]
    for planted in PLANTED:
        size = getattr(Effects(), planted.field) if planted.field else 0.0
        if planted.id in ESTIMATORS and (size or not planted.field):
            cells = [planted.id, f"{size:g}", f"{truth[planted.id]:+.1f}" if planted.id in truth else _NO_FIGURE]
            lines.append(" | ".join([*cells, *(of[planted.id].text for of in by_size.values())]))
    return "\n".join([caption, *(f"| {line} |" for line in lines)])


def believable_table(shown: Sequence[tuple[Believable, float]]) -> str:
    """A figure a row: the range in which it is believable, what a company shows, and why."""
    rows = [f"| {each.what} | {each.low:g} to {each.high:g} | {value:.3g} | {each.why} |" for each, value in shown]
    return "\n".join(["| figure | believable | shown | why |", "|---|---|---|---|", *rows])


def false_alarms(leads: int, seeds: Sequence[int] = SEEDS) -> dict[str, tuple[int, int]]:
    """With nothing planted: (alarms, tested) of each criterion, at the planted places and over all groups."""
    counts: dict[str, tuple[int, int]] = {}
    for seed in seeds:
        options = DemoOptions(leads=leads, seed=seed, effects=NOTHING)
        with unchecked(), imported(options) as reader:
            tests = [(f"{id_}: as planted", each.is_found) for id_, each in shown(reader, options).items()]
            tests += [*_campaigns(reader), *_raters_and_pages(reader), *_people(reader)]
        for name, alarm in tests:
            alarms, tested = counts.get(name, (0, 0))
            counts[name] = (alarms + alarm, tested + 1)
    return counts


def alarm_table(counts: dict[str, tuple[int, int]], leads: int, seeds: Sequence[int] = SEEDS) -> str:
    """A criterion a row: how often it says there is something where there is nothing."""
    caption = f"{len(seeds)} companies of {leads:,} leads, seeds {min(seeds)} to {max(seeds)}.\n"
    rows = [f"| {name} | {alarms} of {tested} | {alarms / tested:.3f} |" for name, (alarms, tested) in counts.items()]
    return "\n".join([caption, "| criterion | alarms | share |", "|---|---|---|", *rows])


def _shown(options: DemoOptions) -> dict[str, Reading]:
    with unchecked(), imported(options) as reader:
        return shown(reader, options)


@contextmanager
def unchecked() -> Iterator[None]:
    """Companies are imported without the data checks and without what each is told to hold in truth."""
    # The data checks and each company's own truth, tested elsewhere, would take half of the time.
    nothing = dict.fromkeys(planted.id for planted in PLANTED)
    with patch.object(checks, "all_checks", list), patch.object(export, "interventions", lambda *_: nothing):
        yield


def _together(readings: Sequence[Reading]) -> Shown:
    values = tuple(each.value for each in readings if each.value is not None)
    return Shown(values, float(np.mean([each.is_found for each in readings])))


_MEASURES = {
    "accepted": "SAL rate",
    "qualified": "SQL rate",
    "won": "handoffs won",
    "win_rate": "deal win rate",
    "rating": "rating",
    "revenue_per_lead": "revenue per lead",
}


def _campaigns(reader: Reader) -> Iterator[tuple[str, bool]]:
    for measure, verdict in answer(reader, "quality/measures").frame.select("measure", "verdict").iter_rows():
        if verdict in (ABOVE, BELOW, NOT_APART):
            yield f"any campaign, {_MEASURES[measure]}: above or below company average", verdict != NOT_APART
    for reason in answer(reader, "quality/reject_reasons").frame["reason"]:
        for verdict in answer(reader, "quality/reason_by_campaign", params={"reason": reason}).frame["verdict"]:
            if verdict != TOO_FEW:
                yield "any campaign and reason for rejecting: above or below company average", verdict != NOT_APART


def _raters_and_pages(reader: Reader) -> Iterator[tuple[str, bool]]:
    for verdict in answer(reader, "quality/feedback_by_rep").frame["verdict"]:
        if verdict in (EXTREMES, NOT_EXTREME):
            yield "any person: mostly one star or five", verdict == EXTREMES
    for label in ("sql", "won"):
        verdict = answer(reader, "quality/behaviour", params={"label": label}).frame["verdict"][0]
        yield "pages: readiness jumps", verdict == readiness.JUMPS


def _people(reader: Reader) -> Iterator[tuple[str, bool]]:
    house = answer(reader, "goals/totals").frame["win_rate"][0]
    for person in answer(reader, "data/filter_choices").frame.filter(field="reps")["value"].drop_nulls():
        own = answer(reader, "goals/totals", Filters(reps=(person,))).frame.row(0, named=True)
        if own["win_rate"] is not None:
            is_outside = not own["win_rate_low"] <= house <= own["win_rate_high"]
            yield "any person: interval of the deal win rate excludes the company's", is_outside
