"""A deal is closed on a day or it is open: one record that says both or neither is set apart, the others are read."""

import pytest
from exports import GOOD_LEADS, counts, import_files, rejects, rows

HEAD = "deal_id,lead_id,closed_at,outcome,amount\n"


def test_a_closed_deal_without_its_day_and_an_open_one_with_a_day_are_rejected(connection, tmp_path):
    deals = HEAD + "D1,L1,2026-01-09,won,10\nD2,L1,,lost,20\nD3,L1,,open,30\nD4,L1,2026-01-09,open,40\n"
    account = import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS, "deals.csv": deals})
    assert counts(account, "deals") == (4, 2, 2)
    assert rows(connection, "deals", "deal_id") == [("D1",), ("D3",)]
    remedy = "Give it where outcome is won or lost, and nowhere else."
    assert rejects(connection) == [
        ("deals.csv", 3, "closed_at", None, f'closed_at is blank, but outcome is "lost". {remedy}'),
        ("deals.csv", 5, "closed_at", "2026-01-09", f'"2026-01-09" does not go with outcome "open". {remedy}'),
    ]


def test_a_day_that_cannot_be_read_is_said_once(connection, tmp_path):
    deals = HEAD + "D1,L1,2026-01-09,won,10\nD2,L1,soon,won,20\nD3,L1,2026-01-09,maybe,20\n"
    import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS, "deals.csv": deals})
    assert [(line, column) for _, line, column, _, _ in rejects(connection)] == [(3, "closed_at"), (4, "outcome")]


@pytest.mark.parametrize("count", [9, 10])
def test_a_file_in_which_no_closed_deal_has_a_day_is_refused_as_a_whole(connection, tmp_path, count: int):
    deals = HEAD + "".join(f"D{each},L1,,won,10\n" for each in range(count)) + "D99,L1,,open,10\n"
    account = import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS, "deals.csv": deals})
    refused = [(file.file, file.refused) for file in account.refused]
    records = "all 10 records whose outcome is won or lost"
    words = f"closed_at is blank in {records}. Check which column of the export it should be."
    assert refused == ([("deals.csv", words)] if count == 10 else [])
