"""Leads that the source merged: whatever names the id that is gone belongs to the one that stayed."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from without_marts import canonical_alone

REPORTS = ("lead/list", "quality/handoffs", "revenue/by_channel", "revenue/deals_closed")


def credited(company: Any) -> dict[str | None, Decimal]:
    return {row["channel"]: row["revenue"] for row in company.ask("revenue/by_channel", model="linear")}


def reasons(company: Any, imported: Any) -> list[tuple[str, int, str]]:
    return [(row["table"], row["line"], row["reason"]) for row in imported.rejects]


def test_the_survivor_keeps_the_journey(case: Callable[[str], Any]) -> None:
    company = case("01-merged-contact")
    assert credited(company) == {"paid_search": Decimal("5000.00"), "webinar": Decimal("5000.00")}
    assert [row["lead_id"] for row in company.ask("lead/list")] == ["L1"]
    assert len(company.ask("quality/handoffs")) == 1
    (deal,) = company.ask("revenue/deals_closed")
    assert (deal["lead_id"], deal["revenue"]) == ("L1", Decimal("10000.00"))


def test_chains_are_followed_and_a_merged_lead_that_is_still_listed_is_no_second_lead(case: Callable[..., Any]) -> None:
    company = case("01-merged-contact", imported=False)
    (company.export / "merged_leads.csv").write_text("lead_id,merged_into\nL2,L3\nL3,L1\n")
    with (company.export / "leads.csv").open("a") as leads:
        leads.write("L3,A1,2026-01-03T10:00:00+01:00,\n")
    done = company.bring()
    assert not done.rejects
    assert credited(company) == {"paid_search": Decimal("5000.00"), "webinar": Decimal("5000.00")}
    (lead,) = company.ask("lead/list")
    assert (lead["lead_id"], str(lead["created_on"]), lead["channel"]) == ("L1", "2026-01-03", "webinar")


def test_rows_that_become_the_same_one_are_kept_once(case: Callable[..., Any]) -> None:
    company = case("01-merged-contact", imported=False)
    (company.export / "deal_leads.csv").write_text("deal_id,lead_id,role\nD1,L1,buyer\nD1,L2,user\n")
    at = "2026-01-10T10:00:00+01:00"
    (company.export / "stage_entries.csv").write_text(f"lead_id,stage,entered_at\nL1,mql,{at}\nL2,mql,{at}\n")
    assert not company.bring().rejects
    assert credited(company) == {"paid_search": Decimal("5000.00"), "webinar": Decimal("5000.00")}


@pytest.mark.parametrize(
    ("merges", "reason"),
    [
        ("L2,L9", 'There is no lead "L9" that it could be merged into. Add it, or correct merged_into.'),
        ("L2,L2", '"L2" leads back to itself, so that nobody is left. Correct merged_into.'),
        ("L2,L3\nL3,L2", '"L3" leads back to itself, so that nobody is left. Correct merged_into.'),
        ("L2,L3\nL3,L4\nL4,L3", '"L3" leads back to itself, so that nobody is left. Correct merged_into.'),
    ],
)
@canonical_alone()
def test_a_merge_that_leads_nowhere_is_rejected_with_what_names_it(
    case: Callable[..., Any], merges: str, reason: str
) -> None:
    company = case("01-merged-contact", imported=False)
    (company.export / "merged_leads.csv").write_text(f"lead_id,merged_into\n{merges}\n")
    rejected = reasons(company, company.bring())
    assert ("merged_leads", 2, reason) in rejected
    assert (
        "touches",
        2,
        'There is no lead "L2" in leads.csv, or it was rejected there. Add it, or correct lead_id.',
    ) in (rejected)
