"""Lead quality equals a plain reading of the handbook on random small houses."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

import pytest
from houses import house_of
from scipy.stats import chi2

from overlap.reports import answer
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

house = house_of("quality/totals", "quality/by_campaign", "quality/by_channel", "quality/by_segment")

AS_OF = datetime(2026, 7, 1, 12)
SAL, SQL, WON, PASS = 5, 10, 30, 30  # days
CAMPAIGNS = ("C1", "C2", None)
Rows = list[dict[str, Any]]


def at(moment: datetime) -> str:
    return f"{moment.isoformat()}+02:00"


class Company:
    """Leads of three campaigns with random fates, handed over once at most, so that a rule can be read off a line."""

    def __init__(self, seed: int) -> None:
        chance = Random(seed)
        self.leads: list[dict[str, Any]] = []
        for number in range(chance.randint(15, 60)):
            created = AS_OF - timedelta(days=chance.randint(5, 90), hours=chance.randint(0, 23))
            lead: dict[str, Any] = {"id": f"L{number}", "created": created, "campaign": chance.choice(CAMPAIGNS)}
            lead["account"] = chance.choice(("A", "B", "C", None))
            later = {"handed": (0, 45), "accepted": (0, 8), "rejected": (0, 8), "sql": (0, 15), "won": (0, 45)}
            known = created
            for step, (low, high) in later.items():
                base = lead.get("handed", created) if step != "handed" else created
                moment = base + timedelta(days=chance.randint(low, high), hours=chance.choice((0, 1, 12)))
                if chance.random() < 0.6 and moment <= AS_OF and (step == "handed" or "handed" in lead):
                    lead[step] = moment
                known = max(known, moment)
            lead["amount"] = chance.randint(1, 500_000) / 100
            lead["stars"] = chance.randint(1, 5) if "handed" in lead and chance.random() < 0.5 else None
            self.leads.append(lead)

    @property
    def tables(self) -> dict[str, Rows]:
        leads, handed = self.leads, [lead for lead in self.leads if "handed" in lead]
        return {
            "campaigns": [{"campaign_id": name, "campaign_name": name} for name in CAMPAIGNS if name],
            "leads": [
                {
                    "lead_id": lead["id"], "created_at": at(lead["created"]), "source_campaign_id": lead["campaign"],
                    "account_id": lead["account"], "channel": lead["campaign"], "segment": lead["campaign"],
                }
                for lead in leads
            ],
            "handoffs": [
                {
                    "handoff_id": f"H{lead['id']}", "lead_id": lead["id"], "handed_at": at(lead["handed"]),
                    **{f"{step}_at": at(lead[step]) for step in ("accepted", "rejected") if step in lead},
                }
                for lead in handed
            ],
            "stage_entries": [
                {"lead_id": lead["id"], "stage": "sql", "entered_at": at(lead["sql"])}
                for lead in handed if "sql" in lead
            ],
            "deals": [
                {
                    "deal_id": f"D{lead['id']}", "lead_id": lead["id"], "account_id": lead["account"], "outcome": "won",
                    "opened_at": at(lead["handed"]), "closed_at": at(lead["won"]), "amount": lead["amount"],
                    "currency": "EUR", "kind": "new",
                }
                for lead in handed if "won" in lead
            ],
            "feedback": [
                {
                    "feedback_id": f"F{lead['id']}", "lead_id": lead["id"], "rating": lead["stars"],
                    "given_at": at(min(lead["handed"] + timedelta(hours=1), AS_OF)),
                }
                for lead in handed if lead["stars"]
            ],
        }  # fmt: skip

    def counted(self, campaign: str | None) -> dict[str, Any]:
        """What the handbook says of one campaign, a line a rule."""
        leads = [lead for lead in self.leads if lead["campaign"] == campaign]
        handed = [lead for lead in leads if "handed" in lead]
        judged = [lead for lead in leads if old(lead["created"], WON)]
        wins = [lead for lead in judged if within(lead, "created", "won", WON)]
        stars = [lead["stars"] for lead in handed if lead["stars"]]
        cents = round(sum(lead["amount"] for lead in wins) * 100)
        accepted = [lead for lead in handed if old(lead["handed"], SAL) and is_accepted(lead)]
        rejected = [
            lead for lead in handed
            if old(lead["handed"], SAL) and not is_accepted(lead) and within(lead, "handed", "rejected", SAL)
        ]  # fmt: skip
        return {
            "handoff_count": len(handed),
            "old_enough_count": sum(old(lead["handed"], SAL) for lead in handed),
            "accepted_count": len(accepted),
            "rejected_count": len(rejected),
            "qualifiable_count": sum(old(lead["handed"], SQL) for lead in handed),
            "qualified_count": sum(old(lead["handed"], SQL) and is_qualified(lead, SQL) for lead in handed),
            "winnable_count": sum(old(lead["handed"], WON) for lead in handed),
            "won_count": sum(old(lead["handed"], WON) and within(lead, "handed", "won", WON) for lead in handed),
            "rating_count": len(stars),
            "rating_mean": mean(stars) if stars else None,
            "created_count": len(leads),
            "judged_lead_count": len(judged),
            "won_lead_count": len(wins),
            "revenue": cents / 100,
            "revenue_per_lead": cents / 100 / len(judged) if judged else None,
        }


def old(moment: datetime, days: int) -> bool:
    return moment + timedelta(days=days) <= AS_OF


def within(lead: dict[str, Any], since: str, until: str, days: int) -> bool:
    return until in lead and timedelta(0) <= lead[until] - lead[since] < timedelta(days=days)


def is_qualified(lead: dict[str, Any], days: int) -> bool:
    return within(lead, "handed", "sql", days) or within(lead, "handed", "won", days) or (
        # the deal was opened when the lead was handed over, and an opportunity is past qualifying
        "won" in lead
    )  # fmt: skip


def is_accepted(lead: dict[str, Any]) -> bool:
    if "accepted" not in lead:
        return is_qualified(lead, SAL)
    return within(lead, "handed", "accepted", SAL) and not within(lead, "handed", "rejected", SAL)


def published(company: Company, folder: Path, **more: Any) -> Reader:
    conversion = {"sal": SAL, "sql": SQL, "opportunity": 20, "won": WON}
    return house(folder, as_of=at(AS_OF), agreements={"conversion": conversion}, **company.tables, **more)


@pytest.mark.parametrize("seed", range(2))
def test_every_count_and_the_money_are_those_of_the_handbook(tmp_path: Path, seed: int) -> None:
    company = Company(seed)
    reader = published(company, tmp_path)
    for by in ("campaign_id", "channel", "segment"):
        rows = answer(reader, f"quality/by_{by.removesuffix('_id')}").frame.to_dicts()
        for row in rows:
            expected = company.counted(None if row[by] == "not recorded" else row[by])
            found = {name: row[name] for name in expected}
            assert {name: value if value is None else float(value) for name, value in found.items()} == pytest.approx(
                expected, abs=0.0051
            )
            assert row["accepted_count"] + row["rejected_count"] + row["undecided_count"] == row["old_enough_count"]
        assert {row[by] for row in rows} >= {lead["campaign"] for lead in company.leads if lead["campaign"]}
    total = answer(reader, "quality/totals").frame.row(0, named=True)
    passable = [lead for lead in company.leads if old(lead["created"], PASS)]
    assert (total["passable_count"], total["passed_count"]) == (
        len(passable), sum(within(lead, "created", "handed", PASS) for lead in passable)
    )  # fmt: skip
    for name in ("handoff_count", "qualified_count", "won_count", "won_lead_count"):
        assert total[name] == sum(company.counted(campaign)[name] for campaign in CAMPAIGNS)
    reader.close()


def test_the_limits_of_revenue_per_lead_are_the_gamma_limits_of_what_accounts_gave(tmp_path: Path) -> None:
    """The handbook's formula in a few lines, over the leads judged; a sum drawn again from the accounts lies inside."""
    company = Company(5)
    for number, lead in enumerate(company.leads):
        lead["account"] = f"A{number // 3}"
        if number % 2:
            lead["handed"] = lead["created"] + timedelta(days=1)
            lead["won"] = lead["handed"] + timedelta(days=2)
    reader = published(company, tmp_path)
    row = answer(reader, "quality/totals").frame.row(0, named=True)
    reader.close()
    judged = [lead for lead in company.leads if old(lead["created"], WON)]
    accounts: dict[str, list[float]] = {}
    for lead in judged:
        if within(lead, "created", "won", WON):
            accounts.setdefault(lead["account"], []).append(lead["amount"])
    won = [amount for amounts in accounts.values() for amount in amounts]
    assert any(len(amounts) > 1 for amounts in accounts.values()) and len(won) >= 20  # of which 20 in no segment
    low, high = (end / len(judged) for end in gamma_limits(list(accounts.values()), mean(a * a for a in won)))
    found = [float(row[f"revenue_per_lead_{end}"]) for end in ("low", "high")]
    assert found == pytest.approx([low, high], abs=0.0051)
    chance, inside = Random(3), 0
    for _ in range(2000):
        drawn = sum(_poisson(chance) * sum(amounts) for amounts in accounts.values()) / len(judged)
        inside += low <= drawn <= high
    assert inside / 2000 >= 0.94


def test_revenue_per_lead_of_one_win_has_no_limits(tmp_path: Path) -> None:
    reader = published(Company(99), tmp_path)
    row = answer(reader, "quality/totals").frame.row(0, named=True)
    reader.close()
    limits = (row["revenue_per_lead_low"], row["revenue_per_lead_high"])
    assert (row["won_lead_count"], row["rests_on"], limits) == (1, "rests on 1 win", (None, None))


def gamma_limits(accounts: list[list[float]], square: float) -> tuple[float, float]:
    """Of the sum of what accounts gave, each by its deals, whose squares are expected to be `square`."""
    gave, expected = [sum(deals) for deals in accounts], [len(deals) ** 2 * square for deals in accounts]
    y, v = sum(gave), max(sum(one**2 for one in gave), sum(expected))
    m = max(*gave, (sum(expected) / len(accounts)) ** 0.5)
    low = v / (2 * y) * chi2.ppf(0.025, 2 * y**2 / v)
    return float(low), (v + m**2) / (2 * (y + m)) * float(chi2.ppf(0.975, 2 * (y + m) ** 2 / (v + m**2)))


def _poisson(chance: Random) -> int:
    number, left = 0, chance.expovariate(1)
    while left < 1:
        number, left = number + 1, left + chance.expovariate(1)
    return number
