"""What Salesforce's records mean, case by case: who is a lead, what is won and when, what is an attempt."""

from pathlib import Path

import pytest
from small_exports import small

pytestmark = pytest.mark.whole

LEAD = "Id,IsDeleted,MasterRecordId,CreatedDate,Status,OwnerId,IsConverted,ConvertedDate,ConvertedContactId"
LEADS = f"""{LEAD},ConvertedOpportunityId
L1,false,,2026-01-01T08:00:00Z,Open,U1,false,,,
L2,false,,2026-01-02T08:00:00Z,Converted,U1,true,2026-02-01,C2,O1
"""
CONTACT = "Id,IsDeleted,MasterRecordId,CreatedDate,Email,AccountId"
CONTACTS = f"{CONTACT}\nC2,false,,2026-02-01T09:00:00Z,bob@b.example,A2\n"
DEAL = "Id,IsDeleted,AccountId,OwnerId,StageName,Amount,CreatedDate,CloseDate,IsWon,IsClosed,Type"
ANSWERS = {"handoff": "none", "sql": "none", "mql": "none", "sal": "none", "recycled": "none"}


def test_a_converted_lead_lives_on_as_its_contact_and_what_is_deleted_is_left_out(tmp_path: Path) -> None:
    leads = f"""{LEAD}
L1,false,,2026-01-01T08:00:00Z,Open,,false,,
L2,false,,2026-01-02T08:00:00Z,Converted,,true,2026-02-01,C2
L3,true,,2026-01-03T08:00:00Z,Open,,false,,
L4,true,L1,2026-01-04T08:00:00Z,Open,,false,,
L5,false,,2026-01-05T08:00:00Z,Converted,,true,2026-02-05,C9
L6,false,,2026-01-06T08:00:00Z,Converted,,true,2026-02-06,C2
"""
    contacts = f"""{CONTACT}
C2,false,,2026-02-01T09:00:00Z,bob@b.example,A2
C3,false,,2026-02-02T09:00:00Z,cem@c.example,A2
C4,true,C3,2026-02-02T09:00:00Z,cem@old.example,A2
C5,true,,2026-02-02T09:00:00Z,dee@d.example,A2
"""
    members = "Id,CampaignId,LeadId,ContactId,HasResponded,FirstRespondedDate,Status\n" + "".join(
        f"M{number},K1,{lead},{contact},{responded},{day},Responded\n"
        for number, (lead, contact, responded, day) in enumerate(
            (("L1", "", "true", "2026-03-01"), ("L4", "", "true", "2026-03-02"), ("L2", "", "true", "2026-03-03"),
             ("L6", "C2", "true", "2026-03-04"), ("", "C4", "true", "2026-03-05"), ("L3", "", "true", "2026-03-06"),
             ("L1", "", "false", "")), start=1)
    )  # fmt: skip
    files = {"Lead": leads, "Contact": contacts, "CampaignMember": members}
    with small("salesforce", tmp_path, files, ANSWERS) as company:
        assert company.rows("leads", "lead_id, created_at, account_id") == [
            ("C2", "2026-01-02 08:00:00+00", "A2"),
            ("C3", "2026-02-02 09:00:00+00", "A2"),
            ("L1", "2026-01-01 08:00:00+00", None),
            ("L5", "2026-01-05 08:00:00+00", None),
        ]
        assert company.rows("merged_leads", "lead_id, merged_into") == [
            ("C4", "C3"), ("L2", "C2"), ("L4", "L1"), ("L6", "C2"),
        ]  # fmt: skip
        assert company.rows("touches", "touch_id, lead_id, touched_at, touched_at_is_date_only") == [
            ("M1", "L1", "2026-02-28 23:00:00+00", "true"),
            ("M2", "L1", "2026-03-01 23:00:00+00", "true"),
            ("M3", "C2", "2026-03-02 23:00:00+00", "true"),
            ("M4", "C2", "2026-03-03 23:00:00+00", "true"),
            ("M5", "C3", "2026-03-04 23:00:00+00", "true"),
        ]
        assert company.left_out == (
            ("leads", "deleted in Salesforce", 1),
            ("leads", "merged into another, which they count with", 1),
            ("leads", "converted: they count as the contact they became", 2),
            ("contacts", "deleted in Salesforce", 1),
            ("contacts", "merged into another, which they count with", 1),
            ("campaign_members", "did not respond, or are nobody in this export", 2),
        )


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


def test_open_tasks_and_coming_meetings_are_planned_and_cadences_told_apart(tmp_path: Path) -> None:
    tasks = """Id,WhoId,OwnerId,Subject,TaskSubtype,Status,IsClosed,ActivityDate,CompletedDateTime,CreatedDate,CallType,CallDisposition,CallDurationInSeconds,SalesLoft1__SalesLoft_Cadence_Name__c
T1,L1,U1,Call,Call,Completed,true,2026-02-01,2026-02-01T10:00:00Z,2026-02-01T09:00:00Z,Outbound,Connected,95,
T2,L1,U1,Call,Call,Not Started,false,2026-02-09,,2026-02-01T09:00:00Z,,,,
T3,L2,U1,Mail,Email,Completed,true,2026-02-01,,2026-02-01T11:00:00Z,,,,Outbound 3
T4,L1,U1,News,ListEmail,Completed,true,2026-02-01,,2026-02-01T12:00:00Z,,,,
T5,L1,U1,Prepare,Task,Completed,true,2026-02-01,,2026-02-01T12:00:00Z,,,,
T6,L1,U1,Call,Call,Completed,true,2026-02-03,,2026-02-01T12:00:00Z,Inbound,Left Voicemail,,
T7,L3,U1,Call,Call,Completed,true,2026-02-03,,2026-02-01T12:00:00Z,,,,
"""  # noqa: E501 - one record a line
    events = """Id,WhoId,WhatId,OwnerId,StartDateTime,DurationInMinutes,IsChild,CreatedDate
E1,,O1,U1,2026-02-03T10:00:00Z,30,false,2026-02-01T10:00:00Z
E2,L1,,U1,2026-07-03T10:00:00Z,30,false,2026-02-01T10:00:00Z
E3,L1,,U1,2026-02-03T10:00:00Z,30,true,2026-02-01T10:00:00Z
"""
    deals = f"{DEAL}\nO1,false,A2,U1,Offer,1.00,2026-03-01T08:00:00Z,2026-12-31,false,false,\n"
    files = {"Lead": LEADS, "Contact": CONTACTS, "Task": tasks, "Event": events, "Opportunity": deals}
    with small("salesforce", tmp_path, files, ANSWERS | {"activities": "call;email;meeting"}) as company:
        columns = "activity_id, kind, lead_id, occurred_at, occurred_at_is_date_only, outcome, status, is_automated"
        assert company.rows("activities", columns) == [
            ("E1", "meeting", "C2", "2026-02-03 10:00:00+00", "false", None, "done", "false"),
            ("E2", "meeting", "L1", "2026-07-03 10:00:00+00", "false", None, "planned", "false"),
            ("T1", "call", "L1", "2026-02-01 10:00:00+00", "false", "connected", "done", "false"),
            ("T2", "call", "L1", "2026-02-08 23:00:00+00", "true", None, "planned", "false"),
            ("T3", "email", "C2", "2026-02-01 11:00:00+00", "false", "sent", "done", "true"),
            ("T4", "email", "L1", "2026-02-01 12:00:00+00", "false", "sent", "done", "true"),
            ("T6", "call", "L1", "2026-02-02 23:00:00+00", "true", "voicemail", "done", "false"),
        ]
        assert company.left_out[1:] == (
            ("events", "deleted in Salesforce, or an invitation to another event", 1),
            ("tasks", "of a kind that does not count here (task)", 1),
            ("tasks", "about nobody in this export, or without a date", 1),
        )


def test_a_lead_is_passed_on_out_of_its_queue_and_sent_back_by_its_status(tmp_path: Path) -> None:
    leads = f"""{LEAD},Unqualified_Reason__c
L1,false,,2026-01-01T08:00:00Z,Unqualified,00G1,false,,,No budget
L3,false,,2026-01-03T08:00:00Z,Open,U2,false,,,
"""
    history = "LeadId,Field,OldValue,NewValue,CreatedDate,IsDeleted\n" + "".join(
        f"L1,{field},{old},{new},2026-02-{day:02}T08:00:00Z,false\n"
        for day, field, old, new in (
            (2, "Owner", "00G1", "U1"), (2, "Owner", "Inbound queue", "Rita One"), (3, "Status", "Open", "Working"),
            (4, "Owner", "Rita One", "Rob Two"), (4, "Owner", "U1", "U2"), (5, "Status", "Working", "Unqualified"),
            (6, "Owner", "U2", "00G1"),
        )
    )  # fmt: skip
    users = "Id,Name,Email,UserRoleId\nU1,Rita One,r1@x.example,00E1\nU2,Rob Two,r2@x.example,00E1\n"
    roles = "Id,Name\n00E1,Sales EMEA\n"
    files = {"Lead": leads, "LeadHistory": history, "User": users, "UserRole": roles}
    answers = {"handoff": "owner_assigned", "mql": "none", "sal": "status:working", "sql": "none"}
    with small("salesforce", tmp_path, files, answers) as company:
        assert company.asked.answers["recycled"] == ("status:unqualified",)
        columns = "handoff_id, rep_id, handed_at, accepted_at, rejected_at, reject_reason, transfers"
        assert company.rows("handoffs", columns) == [
            ("L1-1", "U2", "2026-02-02 08:00:00+00", "2026-02-03 08:00:00+00", None, None, "1"),
            ("L3-1", "U2", "2026-01-03 08:00:00+00", None, None, None, "0"),
        ]
        assert company.rows("assignments", "handoff_id, rep_id, assigned_at") == [
            ("L1-1", "U1", "2026-02-02 08:00:00+00"),
            ("L1-1", "U2", "2026-02-04 08:00:00+00"),
            ("L3-1", "U2", "2026-01-03 08:00:00+00"),
        ]
        assert company.rows("stage_entries", "lead_id, stage") == [
            ("L1", "lead"), ("L1", "recycled"), ("L1", "sal"), ("L3", "lead"),
        ]  # fmt: skip
        assert company.rows("reps", "rep_id, rep_name, team") == [
            ("U1", "Rita One", "Sales EMEA"),
            ("U2", "Rob Two", "Sales EMEA"),
        ]


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


@pytest.mark.parametrize(("answer", "touched"), [("yes", [("L1", "web", "lead_source")]), ("no", [])])
def test_the_lead_source_stands_in_for_touches_only_if_that_is_answered(
    tmp_path: Path, answer: str, touched: list
) -> None:
    leads = "Lead ID,Created Date,Lead Source,Lead Status,Lead Owner\nL1,2026-01-01 08:00,Web,Open,Rita One\n"
    answers = {"handoff": "owner_assigned", "stand_in": answer}
    with small("salesforce", tmp_path, {"Leads report": leads}, answers) as company:
        assert company.rows("touches", "lead_id, channel, kind") == touched
        # A report states times in the company's zone, where an API name states them in UTC.
        assert company.rows("leads", "created_at") == [("2026-01-01 07:00:00+00",)]
        assert company.rows("handoffs", "lead_id, rep_id") == [("L1", "Rita One")]


def test_a_status_without_a_history_has_no_date(tmp_path: Path) -> None:
    leads = f"{LEAD}\nL1,false,,2026-01-01T08:00:00Z,MQL,,false,,\n"
    with small("salesforce", tmp_path, {"Lead": leads}, {"handoff": "none"}) as company:
        assert company.rows("stage_entries", "lead_id, stage") == [("L1", "lead")]


def test_an_id_of_a_report_is_that_of_the_data_export(tmp_path: Path) -> None:
    leads = "Lead ID,Create Date,Lead Owner\n00Q5500000abcDE,1/15/2026,Rita One\n"
    members = "Id,CampaignId,LeadId,HasResponded,FirstRespondedDate\nM1,K1,00Q5500000abcDEEAY,true,2026-03-01\n"
    with small("salesforce", tmp_path, {"Leads report": leads, "CampaignMember": members}, ANSWERS) as company:
        assert company.rows("touches", "touch_id, lead_id") == [("M1", "00Q5500000abcDEEAY")]
        assert company.rows("leads", "lead_id, created_at") == [("00Q5500000abcDEEAY", "2026-01-14 23:00:00+00")]
