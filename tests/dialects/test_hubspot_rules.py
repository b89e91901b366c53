"""What HubSpot's records mean, case by case: who is a lead, when one is passed on, what is an attempt."""

from pathlib import Path

import pytest
from hubspot_rows import CONTACTS, HANDOFF
from small_exports import small

pytestmark = pytest.mark.whole


def test_merged_contacts_follow_the_one_that_stayed_and_the_archived_are_left_out(tmp_path: Path) -> None:
    contacts = """id,createdate,email,archived,hs_merged_object_ids,hs_calculated_merged_vids
1,2026-01-01T08:00:00Z,ann@a.example,false,7;2,
2,2026-01-02T08:00:00Z,ann@old.example,false,8,
3,2026-01-03T08:00:00Z,cem@c.example,true,,
4,2026-01-04T08:00:00Z,dee@d.example,,,9:1700000000000;10:1700000000001
"""  # fmt: skip
    forms = "contact_id,timestamp,conversion_id,title\n" + "".join(
        f"{contact},2026-02-0{day}T08:00:00Z,f{contact},Contact\n"
        for day, contact in enumerate((1, 2, 7, 8, 9, 3), start=1)
    )
    with small("hubspot", tmp_path, {"contacts": contacts, "contact_form_submissions": forms}, HANDOFF) as company:
        assert company.rows("leads", "lead_id") == [("1",), ("4",)]
        assert company.rows("touches", "touch_id, lead_id") == [
            ("f1", "1"), ("f2", "1"), ("f7", "1"), ("f8", "1"), ("f9", "4"),
        ]  # fmt: skip
        assert company.rows("merged_leads", "lead_id, merged_into") == [
            ("10", "4"), ("2", "1"), ("7", "1"), ("8", "1"), ("9", "4"),
        ]  # fmt: skip
        assert company.left_out == (
            ("contacts", "deleted or archived in HubSpot", 1),
            ("contacts", "merged into another contact, which they count with", 1),
            ("form_submissions", "sent by somebody who is no contact in this export", 1),
        )


def test_automation_is_told_apart_and_what_is_planned_is_no_attempt(tmp_path: Path) -> None:
    head = "engagement_id,_fivetran_synced,property_hs_timestamp"
    of_email = "direction,property_hs_email_status,property_hs_sequence_id,property_hs_object_source"
    emails = f"""{head},property_hs_email_{of_email},property_hs_email_reply_count
E1,x,2026-02-01 08:00:00,EMAIL,SENT,,CRM_UI,
E2,x,2026-02-01 08:00:00,EMAIL,SENT,42,SEQUENCES,1
E3,x,2026-02-01 08:00:00,INCOMING_EMAIL,,,EMAIL_INTEGRATION,
E4,x,2026-02-01 08:00:00,EMAIL,SCHEDULED,,AUTOMATION_PLATFORM,
E5,x,2026-02-01 08:00:00,EMAIL,BOUNCED,,CRM_UI,
"""
    meetings = f"""{head},property_hs_meeting_outcome,property_hs_meeting_start_time,property_hs_meeting_end_time
M1,x,2026-02-01 08:00:00,COMPLETED,2026-02-02 09:00:00,2026-02-02 09:30:00
M2,x,2026-02-01 08:00:00,SCHEDULED,2026-09-02 09:00:00,2026-09-02 09:30:00
M3,x,2026-02-01 08:00:00,NO_SHOW,2026-02-02 09:00:00,
M4,x,2026-02-01 08:00:00,CANCELED,2026-02-02 09:00:00,
"""
    calls = f"""{head},property_hs_call_disposition,property_hs_call_duration,property_hs_call_direction
C1,x,2026-02-03 08:00:00,f240bbac-87c9-4f6e-bf70-924b57d47db7,95000,OUTBOUND
C2,x,2026-02-03 08:00:00,b2cf5968-551e-4856-9783-52b3da59a7d0,,OUTBOUND
C3,x,2026-02-03 08:00:00,Connected,00:01:35,INBOUND
"""
    tasks = (
        f"{head},property_hs_task_status\nT1,x,2026-02-03 08:00:00,NOT_STARTED\nT2,x,2026-02-03 08:00:00,COMPLETED\n"
    )
    ids = [f"E{n}" for n in range(1, 6)] + [f"M{n}" for n in range(1, 5)] + ["C1", "C2", "C3", "T1", "T2"]
    about = "contact_id,engagement_id\n" + "".join(f"1,{each}\n" for each in ids)
    files = {
        "contact": CONTACTS, "engagement_email": emails, "engagement_meeting": meetings, "engagement_call": calls,
        "engagement_task": tasks, "engagement_contact": about,
    }  # fmt: skip
    with small("hubspot", tmp_path, files, HANDOFF | {"activities": "call;email;meeting"}) as company:
        found = company.rows("activities", "activity_id, outcome, status, is_automated, direction, duration_s")
        assert found == [
            ("C1", "connected", "done", "false", "outbound", "95"),
            ("C2", "voicemail", "done", "false", "outbound", None),
            ("C3", "connected", "done", "false", "inbound", "95"),
            ("E1", "sent", "done", "false", "outbound", None),
            ("E2", "replied", "done", "true", "outbound", None),
            ("E3", "replied", "done", "false", "inbound", None),
            ("E4", "sent", "planned", "true", "outbound", None),
            ("E5", "bounced", "done", "false", "outbound", None),
            ("M1", "held", "done", "false", None, "1800"),
            ("M2", None, "planned", "false", None, "1800"),
            ("M3", "no_show", "done", "false", None, None),
            ("M4", None, "planned", "false", None, None),
        ]
        assert ("tasks", "of a kind that does not count here", 2) in company.left_out


@pytest.mark.parametrize(
    ("answer", "handed"),
    [
        ("owner_assigned", [("1", "2026-01-10 08:00:00+00", "R1"), ("3", "2026-01-12 08:00:00+00", "R2")]),
        ("stage:marketingqualifiedlead", [("1", "2026-01-05 08:00:00+00", "R1"),
                                          ("2", "2026-01-06 08:00:00+00", None)]),
        ("created", [("1", "2026-01-01 08:00:00+00", "R1"), ("2", "2026-01-02 08:00:00+00", None),
                     ("3", "2026-01-03 08:00:00+00", "R2")]),
        ("none", []),
    ],
)  # fmt: skip
def test_a_lead_is_passed_on_when_it_is_said_to_be(tmp_path: Path, answer: str, handed: list[tuple]) -> None:
    contacts = """Record ID,Create Date,Email,Contact owner,Owner Assigned Date,Became a Marketing Qualified Lead Date
1,2026-01-01T08:00:00Z,ann@a.example,R1,2026-01-10T08:00:00Z,2026-01-05T08:00:00Z
2,2026-01-02T08:00:00Z,bob@b.example,,,2026-01-06T08:00:00Z
3,2026-01-03T08:00:00Z,cem@c.example,R2,2026-01-12T08:00:00Z,
"""
    with small("hubspot", tmp_path, {"all-contacts": contacts}, {"handoff": answer}) as company:
        asked = next(question for question in company.asked.questions if question.key == "handoff")
        counts = {choice.value: choice.count for choice in asked.choices}
        assert counts == {"owner_assigned": 2, "stage:marketingqualifiedlead": 2, "created": 3}
        assert company.rows("handoffs", "lead_id, handed_at, rep_id") == handed


LABELS = {"lifecyclestage": "Lifecycle Stage", "hubspot_owner_id": "Contact owner", "hs_lead_status": "Lead Status",
          "hs_lead_disqualification_reason": "Lead Disqualification Reason"}  # fmt: skip


@pytest.mark.parametrize("names", [{}, LABELS], ids=["API names", "labels"])
def test_moves_back_and_forth_are_kept_by_the_history(tmp_path: Path, names: dict[str, str]) -> None:
    history = "contact_id,name,value,timestamp,_fivetran_synced\n1,City,Bonn,2026-02-01 08:00:00,x\n" + "".join(
        f"1,{names.get(name, name)},{value},2026-02-{day:02} 08:00:00,x\n"
        for day, name, value in (
            (1, "lifecyclestage", "marketingqualifiedlead"),
            (2, "hubspot_owner_id", "R1"),
            (3, "hubspot_owner_id", "R2"),
            (4, "hs_lead_status", "UNQUALIFIED"),
            (4, "hs_lead_disqualification_reason", "No budget"),
            (5, "hubspot_owner_id", ""),
            (6, "lifecyclestage", "lead"),
            (7, "lifecyclestage", "marketingqualifiedlead"),
            (8, "hubspot_owner_id", "R1"),
            (9, "hs_lead_status", "OPEN"),
        )
    )
    owners = "owner_id,first_name,last_name,email\nR1,Rita,One,r1@x.example\nR2,Rob,Two,r2@x.example\n"
    files = {"contact": CONTACTS, "contact_property_history": history, "owner": owners}
    answers = {"handoff": "owner_assigned", "sal": "status:open", "sql": "none"}
    with small("hubspot", tmp_path, files, answers) as company:
        assert company.asked.answers["recycled"] == ("status:unqualified",)
        assert company.left_out == (("contact_history", "changes of properties that nothing is read from", 1),)
        assert company.rows("stage_entries", "entered_at, stage") == [
            ("2026-02-01 08:00:00+00", "mql"),
            ("2026-02-04 08:00:00+00", "recycled"),
            ("2026-02-06 08:00:00+00", "lead"),
            ("2026-02-07 08:00:00+00", "mql"),
            ("2026-02-09 08:00:00+00", "sal"),
        ]
        columns = "handoff_id, rep_id, qualified_at, handed_at, accepted_at, rejected_at, reject_reason, transfers"
        assert company.rows("handoffs", columns) == [
            ("1-1", "R2", "2026-02-01 08:00:00+00", "2026-02-02 08:00:00+00", None, "2026-02-04 08:00:00+00",
             "No budget", "1"),
            ("1-2", "R1", "2026-02-07 08:00:00+00", "2026-02-08 08:00:00+00", "2026-02-09 08:00:00+00", None,
             None, "0"),
        ]  # fmt: skip
        assert company.rows("assignments", "handoff_id, rep_id, assigned_at") == [
            ("1-1", "R1", "2026-02-02 08:00:00+00"),
            ("1-1", "R2", "2026-02-03 08:00:00+00"),
            ("1-2", "R1", "2026-02-08 08:00:00+00"),
        ]


@pytest.mark.parametrize(("answer", "kinds"), [("yes", ["original_source"]), ("no", [])])
def test_the_source_stands_in_for_touches_only_if_that_is_answered(tmp_path: Path, answer: str, kinds: list) -> None:
    contacts = "Record ID,Create Date,Email,Original Traffic Source\n1,2026-01-01 08:00,ann@a.example,Paid Search\n"
    answers = HANDOFF | {"stand_in": answer}
    with small("hubspot", tmp_path, {"all-contacts": contacts}, answers) as company:
        assert [kind for (kind,) in company.rows("touches", "kind")] == kinds
        assert company.rows("leads", "channel") == [("paid_search",)]


def test_a_click_counts_for_the_one_person_with_that_address(tmp_path: Path) -> None:
    contacts = CONTACTS + "4,2026-05-31,false,2026-01-04 08:00:00,bob@b.example\n"
    events = "id,created,type,recipient,filtered_event,email_campaign_id,_fivetran_synced\n" + "".join(
        f"{number},2026-02-01 08:00:00,{kind},{recipient},{filtered},7,x\n"
        for number, kind, recipient, filtered in (
            (1, "CLICK", "ANN@a.example", "false"), (2, "CLICK", "bob@b.example", "false"), (3, "OPEN", "x", "false"),
            (4, "CLICK", "ann@a.example", "true"),
        )
    )  # fmt: skip
    clicks = "id,url\n1,https://x.example/?utm_campaign=Spring+fair&utm_medium=Email\n"
    campaigns = "Campaign ID,Campaign Name\nC9,Spring fair\n"
    files = {"contact": contacts, "email_event": events, "email_event_click": clicks, "campaigns": campaigns}
    with small("hubspot", tmp_path, files, HANDOFF) as company:
        assert company.rows("touches", "touch_id, lead_id, campaign_id, channel") == [("1", "1", "C9", "email")]
        assert company.left_out == (
            ("email_events", "no click: sent, delivered, opened, bounced", 1),
            ("email_events", "clicks that HubSpot filters out as not a person's", 1),
            ("email_events", "clicks of an address that is no contact's, or of several", 1),
        )
