"""A broken file ends in an exact account or a clear refusal, never in fewer records than it held."""

import pytest
from exports import GOOD_LEADS, HEADER, NOT_A_DATE, counts, import_files, of, rejects, rows

BOTH = [("L1", "2026-01-04 23:00:00+00", "ads", "true"), ("L2", "2026-01-06 09:00:00+00", "mail", "false")]
COLUMNS = "lead_id, created_at, channel, created_at_is_date_only"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GOOD_LEADS, id="plain"),
        pytest.param(GOOD_LEADS.removesuffix("\n"), id="no last newline"),
        pytest.param(b"\xef\xbb\xbf" + GOOD_LEADS.encode(), id="byte order mark"),
        pytest.param(GOOD_LEADS.encode("utf-16"), id="UTF-16"),
        pytest.param(b"\xfe\xff" + GOOD_LEADS.encode("utf-16-be"), id="UTF-16 big endian"),
        pytest.param(GOOD_LEADS.encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(GOOD_LEADS.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(GOOD_LEADS.replace("\n", "\r"), id="CR"),
        pytest.param(GOOD_LEADS.replace("\n", "\r\n", 1), id="mixed newlines"),
        pytest.param(GOOD_LEADS.replace(",", ";"), id="semicolons"),
        pytest.param(GOOD_LEADS.replace(",", "\t"), id="tabs"),
        pytest.param(GOOD_LEADS.replace("\n", ",\n"), id="a trailing comma everywhere"),
        pytest.param(GOOD_LEADS.replace("\n", ",\n", 1), id="a trailing comma in the header"),
        pytest.param("\n" + GOOD_LEADS.replace("\n", "\n\n  \n"), id="blank lines"),
        pytest.param(GOOD_LEADS.replace("lead_id,created_at", '"Lead_ID ", CREATED_AT'), id="header in other letters"),
        pytest.param(GOOD_LEADS.replace("ads", '" ads\t"'), id="blanks around a value"),
        pytest.param(GOOD_LEADS.replace("mail", "\N{NO-BREAK SPACE}mail"), id="a no-break space"),
    ],
)
def test_however_a_spreadsheet_saved_it_the_same_leads_are_read(connection, tmp_path, content):
    account = import_files(connection, tmp_path, {"leads.csv": content})
    assert counts(account, "leads") == (2, 2, 0)
    assert rows(connection, "leads", COLUMNS) == BOTH


def test_cp1252_text_keeps_its_letters(connection, tmp_path):
    content = GOOD_LEADS.replace("ads", "Messe Köln, 5 €".replace(",", "")).encode("cp1252")
    assert counts(import_files(connection, tmp_path, {"leads.csv": content}), "leads") == (2, 2, 0)
    assert rows(connection, "leads", "channel") == [("Messe Köln 5 €",), ("mail",)]


def test_formulas_are_data_and_are_kept_as_they_are(connection, tmp_path):
    content = HEADER + "=cmd(),2026-01-05,\"=cmd|' /C calc'!A0\"\n"
    assert counts(import_files(connection, tmp_path, {"leads.csv": content}), "leads") == (1, 1, 0)
    assert rows(connection, "leads", "lead_id, channel") == [("=cmd()", "=cmd|' /C calc'!A0")]


def test_columns_are_found_by_name_wherever_they_stand(connection, tmp_path):
    content = "channel,nonsense,created_at,lead_id\nads,7,2026-01-05,L1\n"
    account = import_files(connection, tmp_path, {"leads.csv": content})
    assert rows(connection, "leads", "lead_id, channel") == [("L1", "ads")]
    assert of(account, "leads").ignored_columns == ("nonsense",)


def test_an_unused_column_says_which_one_it_may_have_meant(connection, tmp_path):
    account = import_files(connection, tmp_path, {"leads.csv": "lead_id,created_at,chanel\nL1,2026-01-05,ads\n"})
    assert of(account, "leads").ignored_columns == ('chanel Did you mean "channel"?',)


def test_ragged_records_are_rejected_with_their_lines_and_the_rest_is_read(connection, tmp_path):
    content = GOOD_LEADS + "L3,2026-01-05\n\nL4,2026-01-05,a,b,c\nL5,2026-01-05,x\n"
    assert counts(import_files(connection, tmp_path, {"leads.csv": content}), "leads") == (5, 3, 2)
    assert rejects(connection) == [
        ("leads.csv", 4, None, "L3,2026-01-05", "has 2 fields, expected 3. Complete it."),
        (
            "leads.csv",
            6,
            None,
            "L4,2026-01-05,a,b,c",
            "has 5 fields, expected 3. Quote a text that holds the separator.",
        ),
    ]


def test_an_empty_field_too_many_may_mean_shifted_values_and_is_rejected(connection, tmp_path):
    content = "lead_id,created_at,lead_name,company\nL1,2026-01-05,Doe, Jane,\nL2,2026-01-05,Roe,Acme\n"
    assert counts(import_files(connection, tmp_path, {"leads.csv": content}), "leads") == (2, 1, 1)
    assert rejects(connection) == [
        (
            "leads.csv",
            2,
            None,
            "L1,2026-01-05,Doe, Jane,",
            "has 5 fields, expected 4. Quote a text that holds the separator.",
        )
    ]


def test_bad_dates_are_rejected_in_their_physical_lines_although_a_text_has_several(connection, tmp_path):
    content = HEADER + 'L1,2026-01-05,"two\n\nlines"\n\nL2,31/02/2026,ads\nL3,2026-02-30,"a\nb"\nL4,,x\n'
    assert counts(import_files(connection, tmp_path, {"leads.csv": content}), "leads") == (4, 1, 3)
    assert rejects(connection) == [
        ("leads.csv", 6, "created_at", "31/02/2026", f'"31/02/2026" {NOT_A_DATE}'),
        ("leads.csv", 7, "created_at", "2026-02-30", f'"2026-02-30" {NOT_A_DATE}'),
        ("leads.csv", 9, "created_at", None, "created_at is blank. Every record needs one."),
    ]


def test_a_repeated_key_stays_with_the_first_good_record(connection, tmp_path):
    content = HEADER + "L1,bad,a\nL1,2026-01-05,b\nL1,2026-01-05,b\nL2,2026-01-05,c\nL1,2026-01-06,d\n"
    assert counts(import_files(connection, tmp_path, {"leads.csv": content}), "leads") == (5, 2, 3)
    assert rows(connection, "leads", "lead_id, channel") == [("L1", "b"), ("L2", "c")]
    assert rejects(connection) == [
        ("leads.csv", 2, "created_at", "bad", f'"bad" {NOT_A_DATE}'),
        ("leads.csv", 4, "lead_id", "L1", 'lead_id "L1" already stands in line 3. Keep one of them.'),
        ("leads.csv", 6, "lead_id", "L1", 'lead_id "L1" already stands in line 3. Keep one of them.'),
    ]


def test_an_event_after_the_import_is_rejected_and_counted(connection, tmp_path):
    content = HEADER + "L1,2026-02-01T12:00:00Z,a\nL2,2026-02-01T12:00:01Z,b\nL3,2026-02-02,c\nL4,2026-02-01,d\n"
    account = import_files(connection, tmp_path, {"leads.csv": content})
    assert counts(account, "leads") == (4, 2, 2)
    assert of(account, "leads").later_than_now == 2
    later = "lies after the import. Correct it, or leave the record out until it has happened."
    assert rejects(connection) == [
        ("leads.csv", 3, "created_at", "2026-02-01T12:00:01Z", f'"2026-02-01T12:00:01Z" {later}'),
        ("leads.csv", 4, "created_at", "2026-02-02", f'"2026-02-02" {later}'),
    ]


def test_a_planned_day_may_lie_after_the_import(connection, tmp_path):
    files = {"leads.csv": GOOD_LEADS, "campaigns.csv": "campaign_id,ended_on\nC1,2027-01-01\n"}
    assert counts(import_files(connection, tmp_path, files), "campaigns") == (1, 1, 0)


def test_a_record_with_two_faults_is_one_rejected_record_with_two_reasons(connection, tmp_path):
    content = "lead_id,created_at,sourced_by\nL1,never,luck\nL2,2026-01-05,Marketing\n"
    assert counts(import_files(connection, tmp_path, {"leads.csv": content}), "leads") == (2, 1, 1)
    assert rows(connection, "leads", "sourced_by") == [("marketing",)]
    assert rejects(connection) == [
        ("leads.csv", 2, "created_at", "never", f'"never" {NOT_A_DATE}'),
        (
            "leads.csv",
            2,
            "sourced_by",
            "luck",
            '"luck" is not allowed in sourced_by. Use one of marketing, sales, partner.',
        ),
    ]


def test_a_quote_inside_a_text_spoils_its_own_record_only(connection, tmp_path):
    content = HEADER + 'L1,2026-01-05,"a"b"\nL2,2026-01-05,5" pipe\n'
    assert counts(import_files(connection, tmp_path, {"leads.csv": content}), "leads") == (2, 1, 1)
    assert rows(connection, "leads", "lead_id, channel") == [("L2", '5" pipe')]
    assert rejects(connection) == [
        ("leads.csv", 2, None, 'L1,2026-01-05,"a"b"', 'has a quote inside a text. Write it as "".')
    ]


def test_long_values_are_cut_in_the_account_of_rejects(connection, tmp_path):
    import_files(connection, tmp_path, {"leads.csv": HEADER + f"L1,{'9' * 300},x\n"})
    assert rejects(connection) == [("leads.csv", 2, "created_at", "9" * 200, f'"{"9" * 200}" {NOT_A_DATE}')]


def test_a_header_without_records_is_supplied_and_empty(connection, tmp_path):
    account = import_files(connection, tmp_path, {"leads.csv": HEADER, "touches.csv": "touch_id,lead_id,touched_at"})
    assert counts(account, "leads") == counts(account, "touches") == (0, 0, 0)
    assert not {"leads", "touches"} & set(account.missing)
    assert "deals" in account.missing


def test_a_second_import_replaces_the_rows_and_rejects_of_the_first(connection, tmp_path):
    import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS + "L3,bad,x\n"})
    import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS})
    assert rows(connection, "leads", COLUMNS) == BOTH
    assert rejects(connection) == []
