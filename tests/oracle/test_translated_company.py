"""A company of which it is known what its mailings bring and its scans do not: asked, and worked out row by row."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import naive_translation as naive
import numpy as np
import polars as pl
import pytest
from houses import house

from overlap.reports import Filters, answer
from overlap.warehouse.reader import Reader

MONDAY = date(2024, 1, 1)
WEEKS, LAG, EACH, DAYS_TO_WIN = 110, 4, 0.03, 180
AS_OF = datetime(2026, 2, 12, 12)
ENDS = {"accepted": 14, "won": DAYS_TO_WIN, "revenue": DAYS_TO_WIN}
BERLIN = ZoneInfo("Europe/Berlin")
Row = dict[str, object]


def _company() -> dict[str, list[Row]]:
    """Mailings bring leads four weeks later, scans nothing; a scan may be of a lead all the same."""
    chance = np.random.default_rng(3)
    mailings = np.floor(np.exp(5.5 + 0.6 * chance.standard_normal(WEEKS)))
    scans = chance.integers(50, 400, WEEKS)
    spend = np.round(np.exp(6 + 0.3 * chance.standard_normal(WEEKS)), 2)
    tables: dict[str, list[Row]] = {name: [] for name in ("campaign_days", "leads", "handoffs", "deals", "touches")}
    for week in range(WEEKS):
        for day, share in ((1, 2 / 5), (3, 3 / 5)):
            on = (MONDAY + timedelta(weeks=week, days=day)).isoformat()
            tables["campaign_days"] += [
                {"campaign_id": "M", "day": on, "measure": "mailings", "quantity": int(mailings[week] * share)},
                {"campaign_id": "S", "day": on, "measure": "booth_scans", "quantity": int(scans[week] * share)},
                {"campaign_id": "A", "day": on, "measure": "spend", "quantity": round(spend[week] * share, 2)},
            ]
        brought = EACH * mailings[week - LAG] if week >= LAG else 0
        for place in range(chance.poisson(3 + brought)):
            _lead(tables, chance, week, place)
    tables["campaigns"] = [
        {"campaign_id": "M", "channel": "email"},
        {"campaign_id": "S", "channel": "trade_show"},
        {"campaign_id": "A", "channel": "social"},
    ]
    return tables


def _lead(tables: dict[str, list[Row]], chance: np.random.Generator, week: int, place: int) -> None:
    lead = f"L{week:03}-{place:02}"
    handed = datetime.combine(MONDAY, datetime.min.time()) + timedelta(weeks=week, hours=int(chance.integers(8, 160)))
    created = handed - timedelta(days=2)
    accepted = handed + timedelta(days=int(chance.integers(1, 20))) if chance.random() < 0.9 else None
    tables["leads"].append({"lead_id": lead, "created_at": created.isoformat(), "channel": "email"})
    tables["handoffs"].append(
        {
            "handoff_id": f"H{lead}", "lead_id": lead, "rep_id": "R", "handed_at": handed.isoformat(),
            "accepted_at": accepted.isoformat() if accepted and accepted < AS_OF else None,
        }
    )  # fmt: skip
    if chance.random() < 0.2:
        touched = handed + timedelta(days=int(chance.integers(-1, 3)))
        if touched < AS_OF:
            tables["touches"].append(
                {"touch_id": f"T{lead}", "lead_id": lead, "campaign_id": "S", "kind": "booth_scan",
                 "touched_at": touched.isoformat()}
            )  # fmt: skip
    closed = handed + timedelta(days=int(chance.integers(20, 260)))
    if chance.random() < 0.4 and closed < AS_OF:
        tables["deals"].append(
            {
                "deal_id": f"D{lead}", "lead_id": lead, "opened_at": (handed + timedelta(days=5)).isoformat(),
                "closed_at": closed.isoformat(), "outcome": "won", "kind": "new", "currency": "EUR",
                "amount": int(chance.integers(1, 90)) * 100,
            }
        )  # fmt: skip


COMPANY: dict[str, Any] = _company()
DEALS: dict[object, list[Row]] = {}
for _one in COMPANY["deals"]:
    DEALS.setdefault(_one["lead_id"], []).append(_one)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    opened = house(
        tmp_path_factory.mktemp("translated"),
        as_of=AS_OF.isoformat(),
        reps=[{"rep_id": "R", "rep_name": "Ada"}],
        **COMPANY,
    )
    yield opened
    opened.close()


def test_every_week_is_what_its_rows_add_up_to(reader: Reader) -> None:
    for outcome in ENDS:
        params = {"measure": "mailings", "outcome": outcome}
        found = answer(reader, "translation/weeks", params=params).frame
        first = [MONDAY + timedelta(weeks=week) for week in _weeks(outcome)]
        assert found["week"].to_list() == first
        units, others, events, revenue = _series("mailings", outcome)
        assert found["unit_count"].to_list() == units
        assert found["other_spend"].to_list() == pytest.approx(others)
        number = {"accepted": "accepted_count", "won": "won_count", "revenue": "paid_count"}[outcome]
        if outcome != "won":
            assert found[number].to_list() == events
        if outcome == "revenue":
            assert [float(one) for one in found["revenue"]] == revenue


def test_the_report_says_what_one_regression_a_shift_says(reader: Reader) -> None:
    found = answer(reader, "translation/by_measure").frame
    for outcome in ("accepted", "revenue"):
        series = {measure: _series(measure, outcome) for measure in ("booth_scans", "mailings", "spend")}
        each = {name: sum(one[3]) / sum(one[2]) if outcome == "revenue" else 1 for name, one in series.items()}
        counted = {
            name: [value / each[name] for value in one[3]] if outcome == "revenue" else one[2]
            for name, one in series.items()
        }
        links = {name: naive.link(one[0], counted[name], one[1]) for name, one in series.items()}
        shares = naive.family(links)
        for row in found.filter(outcome=outcome).iter_rows(named=True):
            name, (units, _, _, _) = row["measure"], series[row["measure"]]
            link = links[name]
            assert row["false_share"] == pytest.approx(shares[name], rel=1e-3)
            assert row["to_come"] == pytest.approx(link.placebo_p_value, rel=1e-3)
            seen = naive.per_thousand(naive.would_see(link, 3), units, counted[name])
            assert row["would_see"] == pytest.approx(seen * each[name], rel=1e-3)
            linked = shares[name] <= 0.10 and link.placebo_p_value > 0.05
            assert row["verdict"].startswith("goes with") is linked
            if linked:
                window = naive.clearest(link)
                assert (row["lag_from"], row["lag_to"]) == (3 * window, 3 * window + 2)
                for column, ends in (("per_thousand", 0), ("per_thousand_low", -1.96), ("per_thousand_high", 1.96)):
                    at = link.sums[window] + ends * link.spreads[window]
                    mine = naive.per_thousand(at, units, counted[name]) * each[name]
                    assert row[column] == pytest.approx(mine, rel=1e-3)


def test_what_mailings_bring_is_found_four_weeks_later_and_scans_have_no_measurable_link(reader: Reader) -> None:
    found = answer(reader, "translation/by_measure").frame.filter(outcome="accepted")
    mailings, scans = (found.filter(measure=name).row(0, named=True) for name in ("mailings", "booth_scans"))
    assert mailings["verdict"] == "goes with more"
    assert mailings["lag_from"] <= LAG <= mailings["lag_to"]
    # Nine in ten are accepted in 1 to 19 days, those within 14 count; of the others four in ten have a deal.
    accepted = 1000 * EACH * (0.9 * 13 / 19 + 0.1 * 0.4)
    assert mailings["per_thousand_low"] <= accepted <= mailings["per_thousand_high"]
    assert scans["verdict"] == "no measurable link"
    assert scans["would_see"] > 0
    lags = answer(reader, "translation/lags", params={"measure": "mailings"}).frame
    assert lags.sort("per_thousand")["lag"][-1] == LAG


def test_what_scans_name_is_counted_in_the_days_of_their_leads(reader: Reader) -> None:
    row = answer(reader, "translation/by_measure").frame.row(by_predicate=_is("booth_scans", "revenue"), named=True)
    last = (AS_OF - timedelta(days=DAYS_TO_WIN)).date()  # a day is old enough once its end is
    units = sum(
        int(str(one["quantity"]))
        for one in COMPANY["campaign_days"]
        if one["measure"] == "booth_scans" and date.fromisoformat(str(one["day"])) < last
    )
    touched = {str(one["lead_id"]): datetime.fromisoformat(str(one["touched_at"])) for one in COMPANY["touches"]}
    named = {lead: at for lead, at in touched.items() if at.date() < last}
    won = [
        float(str(one["amount"]))
        for one in COMPANY["deals"]
        if str(one["lead_id"]) in named
        and timedelta(0) <= _elapsed(named[str(one["lead_id"])], _at(one, "closed_at")) < timedelta(days=DAYS_TO_WIN)
    ]
    assert (row["traced_unit_count"], row["traced_lead_count"]) == (units, len(named))
    assert (row["traced_count"], float(row["traced_sum"])) == (len(won), sum(won))
    assert row["traced_per_thousand"] == pytest.approx(1000 * sum(won) / units)


def test_a_channel_chooses_the_measure_and_never_the_outcome(reader: Reader) -> None:
    everything = answer(reader, "translation/by_measure").frame
    email = answer(reader, "translation/by_measure", Filters(channels=("email",))).frame
    assert set(email["measure"]) == {"mailings"}
    one = [frame.filter(measure="mailings", outcome="accepted") for frame in (everything, email)]
    assert one[0]["per_thousand"].to_list() == one[1]["per_thousand"].to_list()
    assert one[1]["tested_count"].to_list() == [1]
    assert answer(reader, "translation/by_measure", Filters(reps=("R",))).frame.is_empty()


def test_a_year_less_a_week_is_too_short(reader: Reader) -> None:
    start = MONDAY + timedelta(weeks=20)
    for weeks, verdict in ((51, True), (52, False)):
        asked = Filters(starts_on=start, ends_on=start + timedelta(weeks=weeks))
        row = answer(reader, "translation/by_measure", asked).frame.row(
            by_predicate=_is("mailings", "accepted"), named=True
        )
        assert (row["week_count"], row["verdict"] == "too few weeks to tell") == (weeks, verdict)


def _is(measure: str, outcome: str) -> pl.Expr:
    return (pl.col("measure") == measure) & (pl.col("outcome") == outcome)


def _weeks(outcome: str) -> list[int]:
    """From the week after the first to the last whose handoffs have had their days."""
    return [
        week
        for week in range(1, WEEKS)
        if datetime.combine(MONDAY + timedelta(weeks=week + 1), datetime.min.time()) + timedelta(days=ENDS[outcome])
        <= AS_OF
    ]


def _series(measure: str, outcome: str) -> tuple[list[float], list[float], list[float], list[float]]:
    weeks = _weeks(outcome)
    accepted = [_handed(one) for one in COMPANY["handoffs"] if _is_accepted(one)]
    handed = {str(one["lead_id"]): _handed(one) for one in COMPANY["handoffs"]}
    paid = [
        (handed[str(one["lead_id"])], float(str(one["amount"])))
        for one in COMPANY["deals"]
        if _elapsed(handed[str(one["lead_id"])], _at(one, "closed_at")) < timedelta(days=DAYS_TO_WIN)
    ]
    of = accepted if outcome == "accepted" else [at for at, _ in paid]
    others = [0.0] * len(weeks) if measure == "spend" else _units("spend", weeks)
    return (
        _units(measure, weeks),
        others,
        [float(sum(_week(at.date()) == week for at in of)) for week in weeks],
        [sum(amount for at, amount in paid if _week(at.date()) == week) for week in weeks],
    )


def _units(measure: str, weeks: Sequence[int]) -> list[float]:
    rows = [(date.fromisoformat(str(one["day"])), one) for one in COMPANY["campaign_days"] if one["measure"] == measure]
    return [round(sum(float(str(one["quantity"])) for on, one in rows if _week(on) == week), 2) for week in weeks]


def _is_accepted(row: Row) -> bool:
    """Within 14 days; or, where nobody clicked accept, a deal opened within them."""
    if row["accepted_at"] is None:
        return any(
            _elapsed(_handed(row), _at(one, "opened_at")) < timedelta(days=14) for one in DEALS.get(row["lead_id"], [])
        )
    return _elapsed(_handed(row), _at(row, "accepted_at")) < timedelta(days=14)


def _handed(row: Row) -> datetime:
    return _at(row, "handed_at")


def _at(row: Row, name: str) -> datetime:
    return datetime.fromisoformat(str(row[name]))


def _week(on: date) -> int:
    return (on - MONDAY).days // 7


def _elapsed(earlier: datetime, later: datetime) -> timedelta:
    """Real time between two moments of Berlin, whose clocks change in between."""
    return later.replace(tzinfo=BERLIN).astimezone(UTC) - earlier.replace(tzinfo=BERLIN).astimezone(UTC)
