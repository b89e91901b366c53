"""What is planted gets its verdict and what is not does not: in companies of handoffs alone, and in demo companies."""

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from overlap.demo import DemoOptions, generate
from overlap.demo.company.world.scenarios import effects_of
from overlap.reports import Filters, answer
from overlap.subjects.sides import rule
from overlap.subjects.sides.steps import complaints
from overlap.subjects.sides.steps.handed import handed
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.reader import open_reader

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


@pytest.mark.soak
@pytest.mark.parametrize("seed", [504])
@pytest.mark.parametrize("scenario", PLANTED)
def test_each_planted_complaint_is_supported_and_no_other(tmp_path: Path, scenario: str, seed: int) -> None:
    """A company of 20,000 leads each, untuned; one in ten cannot be told, and docs/demo.md has the rates over ten."""
    is_null = scenario == NOTHING
    effects = effects_of(None if is_null else scenario, null=is_null)
    generate(tmp_path / "export", DemoOptions(leads=20_000, seed=seed, effects=effects))
    warehouse = Warehouse(tmp_path / "warehouse")
    source = Export(source_named("overlap"), tmp_path / "export")
    import_folder(warehouse, tmp_path / "store.db", source, now=datetime(2026, 11, 21, tzinfo=UTC))
    with closing(open_reader(warehouse)) as reader:
        rows = answer(reader, "sides/verdicts", YEAR).frame.rows_by_key("complaint", named=True, unique=True)
    supported = {name for name, row in rows.items() if row["verdict"] == rule.SUPPORTED}
    assert PLANTED[scenario] <= supported <= PLANTED[scenario] | FOLLOWS.get(scenario, set())
