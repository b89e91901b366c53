"""Down to the rows: a plain reading of the handbook has the handoffs, weeks and verdicts of sides/verdicts."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from naive_complaint_rows import Rows
from naive_complaints import UNKNOWN, Complaint, Complaints, Seen
from naive_facts import Facts
from random_sides import random_sides_company

from overlap.reports import Filters, answer
from overlap.subjects.sides import rule

ASKED = {
    "the last twelve months": Filters(),
    "a period that begins and ends amid a week and a month": Filters(date(2025, 8, 13), date(2026, 5, 21)),
    "a period that is not over": Filters(date(2025, 10, 1), date(2026, 12, 31)),
    "one channel": Filters(channels=("ads",)),
    "one team and one segment": Filters(teams=("A",), segments=("smb", None)),
}

EVERY = tuple(ASKED)


@pytest.mark.whole
@pytest.mark.parametrize(("seed", "asked"), [(7, EVERY[::2]), (10, EVERY[1::2])])
def test_verdicts_are_those_of_a_plain_reading_of_the_rows(tmp_path: Path, seed: int, asked: Sequence[str]) -> None:
    """One with a promised share and an agreed reference, one with a promised number a week and nothing accepted."""
    _agree(tmp_path, seed, asked)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 112))
def test_verdicts_are_so_in_a_dozen_more_companies(tmp_path: Path, seed: int) -> None:
    _agree(tmp_path, seed, EVERY)


def _agree(folder: Path, seed: int, asked: Sequence[str]) -> None:
    company = random_sides_company(Random(seed), records_accepted=bool(seed % 2))
    facts = Facts(company)
    with closing(company.published(folder, "sides/verdicts", "capacity/safe_budget")) as reader:
        for name in asked:
            filters = ASKED[name]
            rows = answer(reader, "sides/verdicts", filters).frame.rows_by_key("complaint", named=True, unique=True)
            safe = answer(reader, "capacity/safe_budget", filters).frame["safe_intake"][0]
            naive = Complaints(Rows(facts, filters), safe)
            for complaint, found in zip(rule.COMPLAINTS, _read(naive), strict=True):
                _same(f"{name}: {complaint}", rows[complaint], found, naive)


def _read(naive: Complaints) -> Iterator[Complaint]:
    yield from (naive.bad_leads(), naive.not_enough(), naive.too_slow(), naive.cant_close())


def _same(name: str, row: dict[str, Any], found: Complaint, naive: Complaints) -> None:
    arms = naive.rows.arms
    assert (row["starts_on"], row["ends_on"]) == arms["now"], name
    assert (row["reference_starts_on"], row["reference_ends_on"]) == arms["reference"], name
    assert [row[f"{each}_count"] for each in ("record", "mature", "reference")] == [
        found.records, found.mature, found.reference,
    ], name  # fmt: skip
    _same_side(f"{name}, raw", row, ("standard", "value", "shortfall", "shortfall_low", "shortfall_high"), found.raw)
    adjusted = ("adjusted_standard", "adjusted_value", "adjusted_shortfall", "adjusted_low", "adjusted_high")
    _same_side(f"{name}, adjusted", row, adjusted, found.adjusted)
    assert (row["raw_verdict"], row["verdict"]) == (found.raw.verdict if found.raw else UNKNOWN, found.verdict), name
    assert row["weeks_needed"] == (found.weeks_needed if found.verdict == UNKNOWN else None), name


def _same_side(name: str, row: dict[str, Any], columns: tuple[str, ...], seen: Seen | None) -> None:
    standard, value, size, low, high = (row[column] for column in columns)
    if seen is None:
        assert (standard, value, size, low, high) == (None,) * 5, name
        return
    assert (standard, value, size) == pytest.approx((seen.standard, seen.value, seen.short[0]), abs=1e-5), name
    # taken by moving each person a little: exact to a thousandth of the width
    assert (low, high) == pytest.approx(seen.short[1:], abs=(high - low) / 1000), name
