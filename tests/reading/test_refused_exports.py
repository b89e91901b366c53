"""A file that cannot be trusted is refused whole, and leaves no rows; one with some bad records is not."""

import pytest
from exports import GOOD_LEADS, HEADER, NOT_A_DATE, counts, import_files, of, rejects, rows


def _dated(count: int, header: str) -> str:
    return header + "".join(f"L{day},2026-01-{day:02d},ads\n" for day in range(1, count + 1))


UNCLOSED = ' is not closed where its field ends. Close it, or write a quote inside a text as "".'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("", "It is empty. Export it again, with a header line.", id="empty"),
        pytest.param("\n\r\n \n", "It is empty. Export it again, with a header line.", id="only blank lines"),
        pytest.param(
            "lead,created_at\n1,2026-01-05\n",
            'lead_id is missing. Did you mean "lead"? Its header has: lead, created_at.',
            id="missing required column",
        ),
        pytest.param(
            "lead_id,created_at,Channel,channel \n",
            "Its header names Channel, channel more than once. Keep one column of each name.",
            id="a name twice",
        ),
        pytest.param(
            _dated(12, "created_at,lead_id,channel\n"),
            f'No value of created_at can be read: "L1" {NOT_A_DATE} Check that the header names the right columns.',
            id="swapped headers",
        ),
        pytest.param(
            "lead_id,created_at,channel\n" + "".join(f"L{n},,ads\n" for n in range(10)),
            "created_at is blank in all 10 records. Check which column of the export it should be.",
            id="a required column that is blank throughout",
        ),
        pytest.param(
            HEADER + "L1,2026-01-05\n" * 10,
            "None of its 10 records has the 3 fields of its header. Export it again.",
            id="every record ragged",
        ),
        pytest.param(
            HEADER + 'L1,2026-01-05,"two\nlines"\nL2,2026-01-05,"ads\nL3,2026-01-05,x\n',
            "The quote that opens in line 4" + UNCLOSED,
            id="a quote open at the end",
        ),
        pytest.param(
            HEADER + 'L1,2026-01-05,"ads\nL2,2026-01-05,"x"\n',
            "The quote that opens in line 2" + UNCLOSED,
            id="a quote that the next quoted text closes",
        ),
        pytest.param(
            HEADER.replace("channel", '"channel'),
            "Its header line has a quote that is never closed. Correct the line or export the file again.",
            id="a quote open in the header",
        ),
        pytest.param(
            GOOD_LEADS + "L3,2026-01-05,a\0b\n",
            "It holds NUL bytes, first in line 4. Save it as CSV UTF-8.",
            id="NUL bytes",
        ),
        pytest.param(
            GOOD_LEADS.replace("ads", "Köln").encode() + "L3,2026-01-05,Köln\n".encode("cp1252"),
            "It mixes encodings: most of it is UTF-8, line 4 is not. Save it as CSV UTF-8.",
            id="two encodings",
        ),
        pytest.param(
            HEADER.encode() + b"L1,2026-01-05,\x81\n",
            "Its text is neither UTF-8 nor Windows-1252. Save it as CSV UTF-8.",
            id="no known encoding",
        ),
        pytest.param(
            GOOD_LEADS.encode("utf-16")[:-1],
            "It looks like UTF-16 but is damaged. Save it as CSV UTF-8.",
            id="damaged UTF-16",
        ),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_and_leaves_no_rows(connection, tmp_path, content, words):
    account = import_files(connection, tmp_path, {"leads.csv": content})
    assert [file.table for file in account.refused] == ["leads"]
    file = of(account, "leads")
    assert (file.refused, file.records, file.accepted, file.rejected) == (words, 0, 0, 0)
    assert rows(connection, "leads", "lead_id") == []
    assert rejects(connection) == []


def test_nine_unreadable_records_are_rejected_one_by_one(connection, tmp_path):
    content = _dated(9, "created_at,lead_id,channel\n")
    assert counts(import_files(connection, tmp_path, {"leads.csv": content}), "leads") == (9, 0, 9)
