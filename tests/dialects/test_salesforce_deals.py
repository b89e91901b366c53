"""What Salesforce's opportunities mean: when one is won, whose it is by splits and roles, at which rate."""

from pathlib import Path

import pytest
from salesforce_rows import ANSWERS, CONTACTS, DEAL, LEADS
from small_exports import small

pytestmark = pytest.mark.whole


def test_a_deal_won_before_its_planned_close_date_is_dated_when_it_was_won(tmp_path: Path) -> None:
    deals = f"""{DEAL}
O1,false,A2,U1,Signed,100.00,2026-01-01T08:00:00Z,2026-12-31,true,true,New Business
O2,false,A2,U1,Signed,200.00,2026-01-01T08:00:00Z,2026-03-05,true,true,Renewal
O3,false,A2,U1,Signed,300.00,2026-01-01T08:00:00Z,2026-03-01,true,true,Existing Business
O4,false,A2,U1,Gone,400.00,2026-01-01T08:00:00Z,2026-04-01,false,true,
O5,false,A2,U1,Offer,,2026-01-01T08:00:00Z,2026-12-31,false,false,
O6,true,A2,U1,Signed,999.00,2026-01-01T08:00:00Z,2026-03-01,true,true,
"""
    history = """Id,OpportunityId,StageName,Amount,Probability,CreatedDate,IsDeleted
1,O1,Signed,100.00,100,2026-02-01T10:00:00Z,false
2,O2,Offer,150.00,40,2026-02-01T10:00:00Z,false
3,O2,Offer,200.00,40,2026-02-02T10:00:00Z,false
4,O2,Signed,200.00,100,2026-03-05T10:00:00Z,false
5,O3,Signed,300.00,100,2026-03-09T10:00:00Z,false
"""
    files = {"Lead": LEADS, "Contact": CONTACTS, "Opportunity": deals, "OpportunityHistory": history}
    with small("salesforce", tmp_path, files, ANSWERS) as company:
        assert company.rows(
            "deals", "deal_id, outcome, kind, closed_at, closed_at_is_date_only, expected_close_on"
        ) == [
            ("O1", "won", "new", "2026-02-01 10:00:00+00", "false", None),
            ("O2", "won", "renewal", "2026-03-05 10:00:00+00", "false", None),
            ("O3", "won", "expansion", "2026-02-28 23:00:00+00", "true", None),
            ("O4", "lost", None, "2026-03-31 22:00:00+00", "true", None),
            ("O5", "open", None, None, None, "2026-12-31"),
        ]
        assert company.rows("deal_stages", "deal_id, entered_at, stage, amount_then, probability") == [
            ("O1", "2026-02-01 10:00:00+00", "Signed", "100.00", "1.000000"),
            ("O2", "2026-02-01 10:00:00+00", "Offer", "150.00", "0.400000"),
            ("O2", "2026-03-05 10:00:00+00", "Signed", "200.00", "1.000000"),
            ("O3", "2026-03-09 10:00:00+00", "Signed", "300.00", "1.000000"),
        ]
        assert ("opportunities", "deleted in Salesforce", 1) in company.left_out


def test_splits_overlays_teams_roles_and_dated_rates(tmp_path: Path) -> None:
    deals = f"""{DEAL},CurrencyIsoCode
O1,false,A2,U1,Offer,1.00,2026-01-01T08:00:00Z,2026-12-31,false,false,,usd
O2,false,A2,U1,Offer,1.00,2026-01-01T08:00:00Z,2026-12-31,false,false,,EUR
"""
    splits = """OpportunityId,SplitOwnerId,SplitPercentage,SplitTypeId
O1,U1,70,149a
O1,U2,30,149a
O1,U3,15,149b
"""
    types = "Id,DeveloperName,IsTotalValidated\n149a,Revenue,true\n149b,Overlay,false\n"
    team = "OpportunityId,UserId,TeamMemberRole\nO1,U4,Sales Engineer\nO1,U1,Owner\n"
    roles = """OpportunityId,ContactId,Role,IsPrimary
O1,C2,Decision Maker,false
O2,C2,,false
O2,C3,Champion,true
"""
    contacts = CONTACTS + "C3,false,,2026-01-01T09:00:00Z,cem@c.example,A2\n"
    rates = "IsoCode,StartDate,ConversionRate\nUSD,2026-01-01,1.25\nUSD,2026-02-01,1.6\n"
    files = {
        "Lead": LEADS, "Contact": contacts, "Opportunity": deals, "OpportunitySplit": splits,
        "OpportunitySplitType": types, "OpportunityTeamMember": team, "OpportunityContactRole": roles,
        "DatedConversionRate": rates,
    }  # fmt: skip
    with small("salesforce", tmp_path, files, ANSWERS) as company:
        assert company.rows("deal_reps", "deal_id, rep_id, role, share, is_overlay") == [
            ("O1", "U1", "owner", "0.700000", "false"),
            ("O1", "U2", "owner", "0.300000", "false"),
            ("O1", "U3", "overlay", "0.150000", "true"),
            ("O1", "U4", "Sales Engineer", "0.000000", "true"),
            ("O2", "U1", "owner", "1.000000", "false"),
        ]
        # O1 was converted from a lead, which counts before any role; O2 has a primary contact.
        assert company.rows("deals", "deal_id, lead_id, currency") == [("O1", "C2", "USD"), ("O2", "C3", "EUR")]
        assert company.rows("deal_leads", "deal_id, lead_id, role") == [
            ("O1", "C2", "Decision Maker"),
            ("O2", "C2", None),
            ("O2", "C3", "Champion"),
        ]
        assert company.rows("rates", "currency, day, rate") == [
            ("USD", "2026-01-01", "0.800000000"),
            ("USD", "2026-02-01", "0.625000000"),
        ]


def test_a_split_without_a_percentage_is_no_share_and_is_counted(tmp_path: Path) -> None:
    deals = f"{DEAL}\n" + "".join(
        f"O{n},false,A2,U1,Offer,1.00,2026-01-01T08:00:00Z,2026-12-31,false,false,\n" for n in range(1, 5)
    )
    splits = """OpportunityId,SplitOwnerId,SplitPercentage,SplitTypeId
O1,U1,60.0%,149a
O1,U2,"40,0 %",149a
O1,U3,,149b
O2,U2,,149a
O2,U3,n/a,149b
O3,U2,100,149a
O3,U3,,149a
O4,U2,0,149a
"""
    types = "Id,DeveloperName,IsTotalValidated\n149a,Revenue,true\n149b,Overlay,false\n"
    files = {"Lead": LEADS, "Opportunity": deals, "OpportunitySplit": splits, "OpportunitySplitType": types}
    with small("salesforce", tmp_path, files, ANSWERS) as company:
        assert company.rows("deal_reps", "deal_id, rep_id, share, is_overlay") == [
            ("O1", "U1", "0.600000", "false"),
            ("O1", "U2", "0.400000", "false"),
            ("O1", "U3", "0.000000", "true"),
            ("O2", "U1", "1.000000", "false"),  # nobody's share is known: the owner has all
            ("O2", "U3", "0.000000", "true"),
            ("O3", "U2", "1.000000", "false"),
            ("O4", "U1", "1.000000", "false"),
        ]
        told = "without a percentage: its person has no share by it"
        assert ("splits", told, 4) in company.left_out
