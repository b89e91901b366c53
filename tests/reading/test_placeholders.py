"""Words that stand for nothing are blank, counted by column, and only the words a source names."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from exports import NOW, OVERLAP, counts, import_files, of, rejects, rows

from overlap.reading import load_source, read

WORDS = ["NULL", "\\N", "(No value)", "null", "(none)", "N/A", "", "Null Ltd"]
KEPT = [None, None, None, "null", "(none)", "N/A", None, "Null Ltd"]


def _leads(end: str = "\n") -> str:
    lines = [f'L{number},2026-01-05,"{word}"' for number, word in enumerate(WORDS)]
    return end.join(("lead_id,created_at,channel", *lines, ""))


@pytest.mark.parametrize("text", [_leads(), "\n" + _leads(), _leads("\r\n") + "L8,2026-01-05\n"], ids=str)
def test_only_the_named_words_are_blank_however_the_file_is_read(connection, tmp_path, text):
    account = import_files(connection, tmp_path, {"leads.csv": text})
    found = [channel for _, channel in rows(connection, "leads", "lead_id, channel")]
    assert found == KEPT
    assert of(account, "leads").blanked == (("channel", 3),)


def test_parquet_has_them_too(connection, tmp_path):
    table = pa.table({"lead_id": [f"L{n}" for n in range(8)], "created_at": ["2026-01-05"] * 8, "channel": WORDS})
    pq.write_table(table, tmp_path / "leads.parquet")
    account = read(OVERLAP, tmp_path, connection, zone="UTC", now=NOW)
    assert [channel for _, channel in rows(connection, "leads", "lead_id, channel")] == KEPT
    assert of(account, "leads").blanked == (("channel", 3),)


def test_a_placeholder_where_a_value_must_stand_is_a_blank_one(connection, tmp_path):
    lines = "lead_id,created_at\nL1,2026-01-05\nNULL,2026-01-05\nL3,\\N\n"
    account = import_files(connection, tmp_path, {"leads.csv": lines})
    assert counts(account, "leads") == (3, 1, 2)
    assert [reject[1:] for reject in rejects(connection)] == [
        (3, "lead_id", None, "lead_id is blank. Every record needs one."),
        (4, "created_at", None, "created_at is blank. Every record needs one."),
    ]


def _source(folder, text: str):
    folder.mkdir()
    (folder / "source.toml").write_text(text)
    return load_source(folder)


def test_a_column_says_more_than_its_file_and_a_file_more_than_its_source(connection, tmp_path):
    source = _source(
        tmp_path / "crm",
        'blank = ["-"]\n[files.people]\nkey = ["id"]\n[files.people.columns]\nid = { type = "text" }\n'
        'a = { type = "text" }\nb = { type = "text", blank = ["?"] }\n'
        '[files.firms]\nblank = []\nkey = ["id"]\n[files.firms.columns]\n'
        'id = { type = "text" }\na = { type = "text" }\n',
    )
    files = {"people.csv": "id,a,b\n1,-,-\n2,?,?\n", "firms.csv": "id,a\n1,-\n"}
    account = import_files(connection, tmp_path, files, source=source)
    assert rows(connection, "people", "id, a, b") == [("1", None, "-"), ("2", "?", None)]
    assert rows(connection, "firms", "id, a") == [("1", "-")]
    assert of(account, "people").blanked == (("a", 1), ("b", 1))


@pytest.mark.parametrize("first", ["", "\n"], ids=["fast", "careful"])
@pytest.mark.parametrize(
    ("format", "day", "time"),
    [
        ("day-month", "2026-02-01", "2026-01-04 08:05:00+00"),
        ("month-day", "2026-01-02", "2026-04-01 07:05:00+00"),
    ],
)
def test_days_are_read_as_the_source_says(connection, tmp_path, format, day, time, first):
    source = _source(
        tmp_path / "crm",
        f'format = "{format}"\n[files.people]\nkey = ["id"]\n[files.people.columns]\nid = {{ type = "text" }}\n'
        'met_on = { type = "day" }\nmet_at = { type = "time" }\n',
    )
    lines = first + "id,met_on,met_at\n1,01/02/2026,4.1.2026 9:05\n2,2026-02-01,2026-02-01\n3,1-2-20260,\n"
    account = import_files(connection, tmp_path, {"people.csv": lines}, source=source)
    assert rows(connection, "people", "id, met_on, met_at, met_at_is_date_only") == [
        ("1", day, time, "false"),
        ("2", "2026-02-01", "2026-01-31 23:00:00+00", "true"),
    ]
    assert counts(account, "people") == (3, 2, 1)
