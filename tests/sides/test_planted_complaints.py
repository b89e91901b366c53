"""What is planted gets its verdict and what is not does not: in companies of handoffs alone, and in demo companies."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from overlap.demo import DemoOptions
from overlap.demo.company.world.scenarios import effects_of
from overlap.demo.truth.drawing import imported
from overlap.reports import Filters, answer
from overlap.subjects.sides import rule
from overlap.subjects.sides.steps import complaints
from overlap.subjects.sides.steps.handed import handed

YEAR = Filters(date(2025, 11, 1), date(2026, 11, 1))
NOTHING = "nothing planted"
PLANTED: dict[str, set[str]] = {
    NOTHING: set(), "bad_leads": {rule.BAD_LEADS}, "slow_followup": {rule.TOO_SLOW}, "cant_close": {rule.CANT_CLOSE},
    "too_few": {rule.NOT_ENOUGH}, "both": {rule.BAD_LEADS, rule.TOO_SLOW},
}  # fmt: skip
# Bad leads score lower, so fewer of them are handed over; late answers lose wins at an equal mix. In every company but
# the one with nothing planted somebody is slow and somebody writes nothing down, so the agreed level may be missed.
FOLLOWS = {
    "bad_leads": {rule.NOT_ENOUGH}, "both": {rule.NOT_ENOUGH, rule.CANT_CLOSE}, "cant_close": {rule.TOO_SLOW},
    "slow_followup": {rule.CANT_CLOSE},
}  # fmt: skip
# None was used while anything was tuned: the two scenarios in which leads are bad were, on the lower ones.
UNSEEN = {name: range(501, 511) if rule.BAD_LEADS in PLANTED[name] else range(401, 411) for name in PLANTED}
PAGE = Path(__file__).parents[2] / "docs" / "demo.md"
MARKED = re.compile(r"<!-- complaints -->\n.*?<!-- end of complaints -->", re.DOTALL)
ASKED: dict[str, Any] = {
    "starts_on": YEAR.starts_on, "ends_on": YEAR.ends_on, "sql_is_recorded": True, "qualified_share": None,
    "points": 3.0,
}  # fmt: skip


def verdicts(points: float, companies: int, handoffs: int) -> list[str]:
    """Of companies of 20 people, alike only within themselves, whose leads became worse by that many points."""
    chance, found = np.random.default_rng(round(points) + handoffs), []
    for _ in range(companies):
        own = chance.normal(0.25, 0.04, 20)
        cells = []
        for arm in ("now", "reference"):
            for rep, rate in enumerate(own.clip(0.12, 0.4)):
                number = int(chance.poisson(handoffs / 20)) + 1
                made = int(chance.binomial(number, rate - points / 100 * (arm == "now")))
                counts = {"handoff_count": number, "qualifiable_count": number, "qualified_count": made}
                cells.append({"arm": arm, "rep_key": f"R{rep:02}", "is_marketing": True, **counts})
        found.append(complaints.bad_leads(handed(pl.DataFrame(cells)), ASKED).verdict)
    return found


def test_leads_as_good_as_ever_are_not_called_bad_and_much_worse_ones_are() -> None:
    """At most one company in a hundred is judged wrongly; 2,000 handoffs a period show 10 points."""
    same, worse = verdicts(0, 100, 2000), verdicts(10, 100, 2000)
    assert same.count(rule.SUPPORTED) <= 1
    assert worse.count(rule.NOT_SUPPORTED) == 0
    assert worse.count(rule.SUPPORTED) >= 95
    assert verdicts(0, 60, 600).count(rule.UNKNOWN) >= 40


@dataclass(frozen=True)
class Rates:
    """What was supported in companies with the same things planted, a set a company."""

    scenario: str
    seeds: Sequence[int]
    supported: Sequence[set[str]]

    @property
    def whole(self) -> int:
        """In how many all that is planted is."""
        return sum(PLANTED[self.scenario] <= each for each in self.supported)

    @property
    def besides(self) -> Counter[str]:
        """In how many something else is, by what."""
        return Counter(name for each in self.supported for name in each - PLANTED[self.scenario])

    @property
    def row(self) -> str:
        """As the page has it."""
        number, planted = len(self.seeds), ", ".join(sorted(PLANTED[self.scenario]))
        besides = ", ".join(f"{name} in {count} of {number}" for name, count in sorted(self.besides.items()))
        found = f"{self.whole} of {number}" if planted else "\N{EN DASH}"
        seeds = f"{self.seeds[0]} to {self.seeds[-1]}"
        return f"| {self.scenario} | {seeds} | {planted or found} | {found} | {besides or 'none'} |"


def measured(scenario: str, seeds: Sequence[int]) -> Rates:
    """In companies of 20,000 leads each, of which the last year is held against the one before."""
    is_null = scenario == NOTHING
    effects = effects_of(None if is_null else scenario, null=is_null)
    return Rates(scenario, seeds, [supported(DemoOptions(leads=20_000, seed=seed, effects=effects)) for seed in seeds])


def supported(options: DemoOptions) -> set[str]:
    """The complaints that the data of that company support."""
    with imported(options) as reader:
        rows = answer(reader, "sides/verdicts", YEAR).frame.filter(verdict=rule.SUPPORTED)
    return set(rows["complaint"])


@pytest.mark.soak
@pytest.mark.parametrize("scenario", PLANTED)
def test_what_is_planted_is_supported_in_eight_of_ten_companies_and_hardly_anything_else(scenario: str) -> None:
    rates = measured(scenario, UNSEEN[scenario])
    written(rates.row)
    also = sum(count for name, count in rates.besides.items() if name not in FOLLOWS.get(scenario, ()))
    assert rates.whole >= 8
    assert also <= (0 if scenario == NOTHING else 1), rates.besides


def test_the_page_has_a_row_of_each_scenario_and_says_what_is_asserted() -> None:
    """The rows are written one by one; one that were left behind would be told as if it had been measured."""
    rows = [line.split(" | ") for line in table().splitlines() if " of 10 |" in line or "| none |" in line]
    assert [row[0].removeprefix("| ") for row in rows] == list(PLANTED)
    for scenario, (_, seeds, _, found, _) in zip(PLANTED, rows, strict=True):
        assert seeds == f"{UNSEEN[scenario][0]} to {UNSEEN[scenario][-1]}"
        assert scenario == NOTHING or int(found.removesuffix(" of 10")) >= 8


def table() -> str:
    """That of the page, between its marks."""
    found = MARKED.search(PAGE.read_text(encoding="utf-8"))
    assert found
    return found[0]


def written(row: str) -> None:
    """Put the row in the place of the one of its scenario."""
    print(f"\n{row}")
    name, text = row.split(" | ")[0], PAGE.read_text(encoding="utf-8")
    old = next(line for line in table().splitlines() if line.startswith(f"{name} |"))
    PAGE.write_text(text.replace(old, row), encoding="utf-8")
