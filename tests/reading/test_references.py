"""An orphan is a reject with a reason or kept on purpose, judged only against files that can be trusted."""

from exports import GOOD_LEADS, counts, import_files, rejects, rows

TOUCHES = "touch_id,lead_id,campaign_id,touched_at\nT1,L1,C9,2026-01-07\nT2,L9,C1,2026-01-07\nT3,L3,,2026-01-07\n"


def _no_lead(name: str) -> str:
    return f'There is no lead "{name}" in leads.csv, or it was rejected there. Add it, or correct lead_id.'


def test_a_touch_of_an_unknown_or_rejected_lead_is_rejected(connection, tmp_path):
    files = {"leads.csv": GOOD_LEADS + "L3,bad,x\n", "touches.csv": TOUCHES}
    assert counts(import_files(connection, tmp_path, files), "touches") == (3, 1, 2)
    assert [reject for reject in rejects(connection) if reject[0] == "touches.csv"] == [
        ("touches.csv", 3, "lead_id", "L9", _no_lead("L9")),
        ("touches.csv", 4, "lead_id", "L3", _no_lead("L3")),
    ]


def test_an_unknown_campaign_keeps_the_touch(connection, tmp_path):
    files = {"leads.csv": GOOD_LEADS, "touches.csv": TOUCHES, "campaigns.csv": "campaign_id,channel\nC1,ads\n"}
    import_files(connection, tmp_path, files)
    assert rows(connection, "touches", "touch_id, campaign_id") == [("T1", "C9")]


def test_a_file_that_was_not_supplied_makes_no_orphans(connection, tmp_path):
    files = {"leads.csv": GOOD_LEADS, "feedback.csv": "feedback_id,handoff_id,lead_id,given_at\nF1,H1,L1,2026-01-07\n"}
    assert counts(import_files(connection, tmp_path, files), "feedback") == (1, 1, 0)


def test_a_refused_file_makes_no_orphans_and_the_others_are_judged(connection, tmp_path):
    account = import_files(connection, tmp_path, {"leads.csv": "", "touches.csv": TOUCHES})
    assert [file.file for file in account.refused] == ["leads.csv"]
    assert counts(account, "touches") == (3, 3, 0)


def test_a_record_that_is_an_orphan_does_not_hold_its_key(connection, tmp_path):
    files = {
        "leads.csv": GOOD_LEADS,
        "touches.csv": "touch_id,lead_id,touched_at\nT1,L9,2026-01-07\nT1,L1,2026-01-08\nT1,L2,2026-01-09\n",
    }
    assert counts(import_files(connection, tmp_path, files), "touches") == (3, 1, 2)
    assert rejects(connection) == [
        ("touches.csv", 2, "lead_id", "L9", _no_lead("L9")),
        ("touches.csv", 4, "touch_id", "T1", 'touch_id "T1" already stands in line 3. Keep one of them.'),
    ]


def test_a_key_of_several_columns_repeats_only_as_a_whole(connection, tmp_path):
    files = {
        "leads.csv": GOOD_LEADS,
        "stage_entries.csv": "lead_id,stage,entered_at\n"
        "L1,mql,2026-01-08 10:00\nL1,sal,2026-01-08 10:00\nL2,mql,2026-01-08 10:00\nL1,MQL,2026-01-08T09:00:00Z\n",
    }
    assert counts(import_files(connection, tmp_path, files), "stage_entries") == (4, 3, 1)
    assert [reason for *_, reason in rejects(connection)] == [
        'lead_id "L1", stage "mql", entered_at "2026-01-08 09:00:00+00" already stands in line 2. Keep one of them.'
    ]
