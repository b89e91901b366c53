"""What Salesforce's records mean, case by case: who is a lead, what is an attempt, when one is handed on."""

from pathlib import Path

import pytest
from salesforce_rows import ANSWERS, CONTACT, CONTACTS, DEAL, LEAD, LEADS
from small_exports import small

pytestmark = pytest.mark.whole


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
