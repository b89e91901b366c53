"""What nobody in a company records is no zero in any report: of leads alone, and of leads handed over and no more."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from every_second import every_second
from handed_only import HANDED_ONLY
from houses import house, house_of

from overlap.reports import Filters, answer, catalogue, find
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

house_of_contacts = house_of("followup/persistence", "followup/contact")

# What leads alone tell: how many are old enough, and that none is.
OF_LEADS = {"old_enough_count", "judged_lead_count", "judged_day_count"}
QUESTIONS = [
    name
    for name in catalogue()
    if not name.startswith("data/") and not any(param.required for param in find(name).params)
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    leads = [{"lead_id": f"L{n}", "created_at": f"2026-0{n}-05", "channel": "ads"} for n in (4, 5, 6)]
    found = house(tmp_path_factory.mktemp("leads"), as_of="2026-07-01T00:00:00+02:00", leads=leads)
    yield found
    found.close()


@pytest.mark.parametrize("name", every_second(QUESTIONS, 1))
def test_what_nobody_recorded_is_not_zero(reader: Reader, name: str) -> None:
    found = answer(reader, name, Filters())
    if found.missing or name == "quality/measures":  # its rows are of leads too
        return
    numbers = [column.name for column in found.report.columns if column.unit in ("count", "rate", "money")]
    zeros = {column for column in numbers for value in found.frame[column].to_list() if value == 0}
    assert zeros <= OF_LEADS


# What only acceptances, rejections, SQLs, wins, ratings and outcomes of activities tell: counts and shares.
TOLD_BY = {
    "sal": {"handoffs_accepted", "acceptance_rate", "handoffs_accepted_so_far", "accepted_so_far", "acceptance_shrunk",
            "handoffs_undecided", "undecided_rate", "handoffs_implied"},
    "rejected": {"handoffs_rejected", "rejection_rate", "leads_rejected", "reject_share", "reject_part",
                 "reject_share_shrunk", "handoffs_taken_back"},
    "sql": {"handoffs_qualified", "qualified_share", "qualified_a_week", "missed_qualified", "rounds_sql",
            "round_sql_share", "rounds_qualified_again", "leads_sql_in_time", "cost_per_sql"},
    "won": {"handoffs_won", "handoffs_won_share", "landmark_won", "rounds_won", "round_win_share", "rounds_won_again",
            "leads_won", "lead_to_won", "leads_won_so_far", "near_threshold_won", "missed_won"},
    "ratings": {"ratings_given", "rating_mean", "ratings_extreme", "feedback_polarity", "feedback_coverage",
                "handoffs_rated", "handoffs_rated_so_far", "rated_so_far", "rating_usefulness", "ratings_early"},
    "contacts": {"handoffs_reached", "handoffs_closed_unreached", "handoffs_neither"},
    "conversations": {"contact_met", "contact_rate"},
}  # fmt: skip
METRICS = {metric: needed for needed, metrics in TOLD_BY.items() for metric in metrics}
NUMBERS = [
    pytest.param(name, column.name, id=f"{name} {column.name}")
    for name in QUESTIONS
    for column in find(name).columns
    if column.metric in METRICS
]


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    found = house(tmp_path_factory.mktemp("handed"), **HANDED_ONLY)
    yield found
    found.close()


def test_there_are_numbers_to_look_at() -> None:
    assert len(NUMBERS) > 100


@pytest.fixture(scope="module")
def told(handed: Reader) -> Callable[[str], pl.DataFrame]:
    """The answer of a report there, asked once for all of its numbers."""
    return cache(lambda name: answer(handed, name, Filters()).frame)


@pytest.mark.parametrize(("name", "column"), NUMBERS)
def test_what_became_of_handoffs_is_unknown_where_nobody_records_it(
    told: Callable[[str], pl.DataFrame], name: str, column: str
) -> None:
    frame = told(name)
    assert frame[column].null_count() == frame.height


@pytest.mark.parametrize("label", ["sql", "accepted", "won"])
def test_a_score_has_no_good_handoffs_where_nobody_says_which_are(handed: Reader, label: str) -> None:
    for name in ("quality/score", "quality/by_score_band", "quality/score_months"):
        frame = answer(handed, name, Filters(), params={"label": label}).frame
        assert frame["good_count"].null_count() == frame.height
        assert frame["good_rate"].null_count() == frame.height


def test_a_measure_of_what_nobody_records_has_no_row(handed: Reader) -> None:
    assert answer(handed, "quality/measures", Filters()).frame.is_empty()


def test_one_acceptance_makes_the_others_zeros(tmp_path_factory: pytest.TempPathFactory) -> None:
    first, *others = HANDED_ONLY["handoffs"]
    rows = [{**first, "accepted_at": "2025-01-08T10:00"}, *others]
    reader = house_of("quality/totals")(tmp_path_factory.mktemp("accepted"), **{**HANDED_ONLY, "handoffs": rows})
    found = answer(reader, "quality/totals", Filters()).frame.row(0, named=True)
    reader.close()
    assert (found["accepted_count"], found["undecided_count"], found["rejected_count"]) == (1, 6, None)


def contact_told_by(folder: Path, **outcome: Any) -> tuple[Any, ...]:
    """How many were reached, and how many talked to, in that company where its first call came to this."""
    first, *others = HANDED_ONLY["activities"]
    with closing(house_of_contacts(folder, **{**HANDED_ONLY, "activities": [first | outcome, *others]})) as reader:
        reached = answer(reader, "followup/persistence", Filters()).frame["reached_count"]
        met = answer(reader, "followup/contact", Filters()).frame["met_count"].item()
    return None if reached.null_count() else int(reached.sum()), met


@pytest.mark.parametrize(
    ("outcome", "reached", "met"),
    [
        ({"outcome": "voicemail"}, None, None),
        ({"outcome": "connected"}, 1, None),
        ({"outcome": "connected", "duration_s": 20}, 1, 0),
        pytest.param({"outcome": "held"}, 1, 1, marks=pytest.mark.soak),
        ({"is_meaningful": False}, None, 0),
    ],
)
def test_whether_anybody_was_reached_is_known_once_an_activity_tells(
    tmp_path: Path, outcome: dict[str, Any], reached: int | None, met: int | None
) -> None:
    assert contact_told_by(tmp_path, **outcome) == (reached, met)
