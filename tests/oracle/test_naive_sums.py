"""Intervals of credit, revenue per lead and return are those of the plain reading, in companies written at random."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import polars as pl
import pytest
from houses import house_of
from hypothesis import example, given
from hypothesis import strategies as st
from naive_intervals import Unit, expected_square, interval, mean_square, worth

from overlap.reports import Filters, answer
from overlap.stats.money_intervals import PART, limits, next_limits, sums_of
from overlap.warehouse.reader import Reader

house = house_of("revenue/intervals", "marts.credit")

CENTS = st.one_of(st.just(10_000), st.integers(1, 10**9), st.integers(-(10**7), -1))
UNITS = st.lists(st.tuples(CENTS, st.one_of(st.just(0.0), st.floats(1, 1e16))), max_size=12)
CHANNELS, SEGMENTS, KINDS = ("ads", "mail", None), ("small", "large", None), ("new", "renewal")


def summed(units: Sequence[Unit]) -> dict[str, float]:
    found: dict[str, float] = {}
    for side, sign in (("given", 1), ("back", -1)):
        those = [(abs(gives), expected) for gives, expected in units if sign * gives > 0]
        sizes = [float(size) for size, _ in those]
        squares, expected = sum((size**2 for size in sizes), 0.0), sum((each for _, each in those), 0.0)
        parts = sum(sizes, 0.0), squares, expected, max(sizes, default=0.0), float(len(those))
        found |= {f"{side}_{name}": value for name, value in zip(PART, parts, strict=True)}
    return found


@given(UNITS)
@example([])
@example([(10_000, 1e8)])
@example([(10_000, 1e8)] * 5)
@example([(10_000, 1e8)] * 4)
@example([(-10_000, 1e8)] * 9)
@example([(10_000, 1e8), (-10_000, 1e8)] * 5)
@example([(1, 0.0)] * 30 + [(-(10**9), 1e18)])
def test_limits_are_the_plain_ones_hold_the_sum_and_both_are_there_or_neither(units: Sequence[Unit]):
    sums = sums_of(pl.Series([summed(units)]))
    total = sum(gives for gives, _ in units)
    for of_next, limited in ((False, limits), (True, next_limits)):
        low, high = (float(end[0]) for end in limited(sums))
        plain = interval(units, of_next=of_next)
        if plain is None:
            assert np.isnan(low) and np.isnan(high)
            continue
        assert (low, high) == pytest.approx(plain, rel=1e-6, abs=1)
        assert low < total < high


class Written:
    """A company of won deals, some of one account, some credit notes; each with touches of at most three channels."""

    def __init__(self, seed: int) -> None:
        chance = Random(seed)
        self.leads: list[dict[str, Any]] = []
        self.deals: list[dict[str, Any]] = []
        self.touches: list[dict[str, Any]] = []
        for place in range(90):
            created = date(2025, 1, 1) + timedelta(days=chance.randrange(60))
            account = chance.choice([None, f"A{chance.randrange(40)}"])
            self.leads.append(
                {
                    "lead_id": f"L{place}", "created_at": f"{created}T09:00:00", "account_id": account,
                    "channel": chance.choice(CHANNELS), "segment": chance.choice(SEGMENTS),
                }
            )  # fmt: skip
            if chance.random() < 0.8:
                self._won(place, created, chance)

    def _won(self, place: int, created: date, chance: Random) -> None:
        closed = created + timedelta(days=20 + chance.randrange(20))
        amount = chance.choice([-200, 0, *([round(chance.lognormvariate(7, 1.2), 2)] * 8)])
        lead = self.leads[place]
        self.deals.append(
            {
                "deal_id": f"D{place}", "lead_id": lead["lead_id"], "account_id": lead["account_id"],
                "amount": f"{amount:.2f}", "opened_at": f"{created}T12:00:00", "closed_at": f"{closed}T12:00:00",
                "outcome": "won", "kind": chance.choice(KINDS), "segment": lead["segment"],
            }
        )  # fmt: skip
        for step in range(chance.randrange(1, 4)):
            at = created + timedelta(days=step)
            channel = chance.choice(["ads", "mail", "fair"])
            self.touches.append(
                {
                    "touch_id": f"T{place}.{step}",
                    "lead_id": lead["lead_id"],
                    "channel": channel,
                    "touched_at": f"{at}T10",
                }
            )

    def published(self, folder: Path) -> Reader:
        deals = [{name: value for name, value in deal.items() if name != "segment"} for deal in self.deals]
        return house(folder, leads=self.leads, deals=deals, touches=self.touches)

    @property
    def amounts(self) -> list[tuple[str | None, str | None, float]]:
        """Kind, segment and cents of every deal won."""
        return [(deal["kind"], deal["segment"], float(deal["amount"]) * 100) for deal in self.deals]

    def units(self, cents_of: dict[str, dict[str, int]]) -> Iterator[tuple[str, list[Unit]]]:
        """Of each group its accounts, from the cents of each deal of the group."""
        by_id = {deal["deal_id"]: deal for deal in self.deals}
        for group, of_deals in cents_of.items():
            accounts: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
            for name, cents in of_deals.items():
                deal = by_id[name]
                amount = float(deal["amount"]) * 100
                square = mean_square(self.amounts, deal["kind"], deal["segment"])
                share = cents / amount if amount else 0.0
                accounts[deal["account_id"] or f"deal {name}"].append((cents, share, square))
            yield (
                group,
                [
                    (
                        sum(cents for cents, _, _ in those),
                        expected_square([(share, square) for _, share, square in those]),
                    )
                    for those in accounts.values()
                ],
            )


@pytest.fixture(scope="module", params=[0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in (1, 2))])
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Written, Reader]]:
    """One company a seed, and its house; two more by `make soak`."""
    company = Written(request.param)
    reader = company.published(tmp_path_factory.mktemp("written"))
    yield company, reader
    reader.close()


@pytest.mark.whole
@pytest.mark.parametrize("model", ["first", "linear"])
def test_credit_has_the_plain_interval(published: tuple[Written, Reader], model: str):
    company, reader = published
    frame = answer(reader, "revenue/intervals", params={"by": "channel", "model": model}).frame
    cents_of: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    asked = f"select channel, deal_id, {model}_cents as cents from marts.credit"
    with reader.cursor_for(asked) as cursor:
        cells = cursor.sql(asked).pl().to_dicts()
    for cell in cells:
        cents_of[cell["channel"] or "no known campaign"][cell["deal_id"]] += cell["cents"]
    for group, units in company.units(cents_of):
        row = frame.filter(group_id=group).to_dicts()[0]
        assert row["n_eff"] == pytest.approx(worth(units))
        for name, of_next in (("", False), ("next_", True)):
            plain = interval(units, of_next=of_next) or (None, None)
            ends = [row[f"{name}{end}"] for end in ("low", "high")]
            found = [None if end is None else float(end) for end in ends]
            assert found == [None if end is None else pytest.approx(end / 100, abs=0.02) for end in plain]


@pytest.mark.whole
def test_other_filters_leave_the_expected_size_of_a_deal_alone(published: tuple[Written, Reader]):
    _, reader = published
    whole = answer(reader, "revenue/intervals", params={"by": "channel"}).frame
    alone = answer(reader, "revenue/intervals", Filters(channels=("ads",)), params={"by": "channel"}).frame
    columns = ["group_id", "revenue", "low", "high", "next_low", "next_high", "n_eff"]
    assert alone.select(columns).equals(whole.filter(group_id="ads").select(columns))
