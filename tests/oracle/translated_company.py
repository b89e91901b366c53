"""A company of which it is known what its mailings bring and its scans do not, and what its rows add up to by week."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

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


def weeks_of(outcome: str) -> list[int]:
    """From the week after the first to the last whose handoffs have had their days."""
    return [
        week
        for week in range(1, WEEKS)
        if datetime.combine(MONDAY + timedelta(weeks=week + 1), datetime.min.time()) + timedelta(days=ENDS[outcome])
        <= AS_OF
    ]


def series(measure: str, outcome: str) -> tuple[list[float], list[float], list[float], list[float]]:
    weeks = weeks_of(outcome)
    accepted = [_handed(one) for one in COMPANY["handoffs"] if _is_accepted(one)]
    handed = {str(one["lead_id"]): _handed(one) for one in COMPANY["handoffs"]}
    paid = [
        (handed[str(one["lead_id"])], float(str(one["amount"])))
        for one in COMPANY["deals"]
        if elapsed(handed[str(one["lead_id"])], moment(one, "closed_at")) < timedelta(days=DAYS_TO_WIN)
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
            elapsed(_handed(row), moment(one, "opened_at")) < timedelta(days=14)
            for one in DEALS.get(row["lead_id"], [])
        )
    return elapsed(_handed(row), moment(row, "accepted_at")) < timedelta(days=14)


def _handed(row: Row) -> datetime:
    return moment(row, "handed_at")


def moment(row: Row, name: str) -> datetime:
    return datetime.fromisoformat(str(row[name]))


def _week(on: date) -> int:
    return (on - MONDAY).days // 7


def elapsed(earlier: datetime, later: datetime) -> timedelta:
    """Real time between two moments of Berlin, whose clocks change in between."""
    return later.replace(tzinfo=BERLIN).astimezone(UTC) - earlier.replace(tzinfo=BERLIN).astimezone(UTC)
