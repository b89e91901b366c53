"""What stands in a folder is read as itself or refused in words: odd folder names, things that are no files, damage."""

import contextlib
import os
import socket

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from exports import GOOD_LEADS, NOW, OVERLAP, counts, import_files, of, rows

from overlap.errors import InputError
from overlap.reading import read

CSV = "lead_id,created_at,region,segment\n{0}1,2026-01-05,EMEA,small\n{0}2,2026-01-06,APAC,large\n"


def _lead(name: str) -> pa.Table:
    table = pa.table({"lead_id": [f"{name}1"], "created_at": ["2026-01-05"]})
    return table.append_column("region", [["EMEA"]]).append_column("segment", [["small"]])


def _write(folder, name, suffix):
    folder.mkdir(parents=True, exist_ok=True)
    if suffix == "csv":
        (folder / "leads.csv").write_text(CSV.format(name), encoding="utf-8")
    else:
        pq.write_table(_lead(name), folder / "leads.parquet")


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize(
    ("folder", "neighbour"),
    [("p[1]", "p1"), ("ps*", "psX"), ("q?", "qa"), ("**", "r"), ("[!a]", "b"), ("s[", "s"), ("a\\b", "ab")],
)
def test_a_folder_is_that_folder_whatever_its_name(connection, tmp_path, folder, neighbour, suffix):
    _write(tmp_path / folder, "own", suffix)
    _write(tmp_path / neighbour, "other", suffix)
    read(OVERLAP, tmp_path / folder, connection, zone="UTC", now=NOW)
    assert {lead[:3] for (lead,) in rows(connection, "leads", "lead_id")} == {"own"}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_name_that_cannot_be_taken_literally_is_refused(connection, tmp_path, suffix):
    _write(tmp_path / "a\\*", "own", suffix)
    account = read(OVERLAP, tmp_path / "a\\*", connection, zone="UTC", now=NOW)
    assert "Copy the folder to a plainer name." in str(of(account, "leads").refused)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("folder", ["region=AMER/segment=enterprise", "lead_id=9", "created_at=2020-01-01"])
def test_the_names_of_folders_are_no_values(connection, tmp_path, folder, suffix):
    _write(tmp_path / folder, "L", suffix)
    read(OVERLAP, tmp_path / folder, connection, zone="UTC", now=NOW)
    found = rows(connection, "leads", "lead_id, created_at, region, segment")
    assert found[0] == ("L1", "2026-01-05 00:00:00+00", "EMEA", "small")


def _make(path, kind):
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "broken link":
        path.symlink_to(path.with_name("nowhere"))
    else:
        # A socket's path may have no more than 108 characters.
        with socket.socket(socket.AF_UNIX) as bound, contextlib.chdir(path.parent):
            bound.bind(path.name)


@pytest.mark.parametrize("name", ["touches.csv", "touches.parquet", "leads.csv"])
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("folder", "is a folder, not a file"),
        ("pipe", "is a named pipe, not a file"),
        ("loop", "is a link that leads nowhere, not a file"),
        ("broken link", "is a link that leads nowhere, not a file"),
        ("socket", "is a socket, not a file"),
    ],
)
def test_what_is_no_file_does_not_pass_for_a_file_that_was_not_supplied(connection, tmp_path, name, kind, words):
    _make(tmp_path / name, kind)
    with pytest.raises(InputError, match=f"{name} {words}"):
        import_files(connection, tmp_path, {} if name == "leads.csv" else {"leads.csv": GOOD_LEADS})


def test_a_folder_that_is_a_loop_or_has_no_possible_name_is_refused(connection, tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("loop", "x" * 5000):
        with pytest.raises(InputError, match="folder"):
            read(OVERLAP, tmp_path / name, connection, zone="UTC", now=NOW)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_file_that_cannot_be_read_is_refused_and_the_others_are_judged(connection, tmp_path, suffix, monkeypatch):
    (tmp_path / f"touches.{suffix}").write_bytes(b"touch_id")
    opened = type(tmp_path).open

    def forbidden(path, *mode, **more):
        if path.name.startswith("touches"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *mode, **more)

    monkeypatch.setattr(type(tmp_path), "open", forbidden)
    account = import_files(connection, tmp_path, {"deals.csv": "deal_id,outcome\nD1,open\n", "leads.csv": GOOD_LEADS})
    assert counts(account, "leads") == (2, 2, 0)
    assert str(of(account, "touches").refused).startswith("It cannot be read")


def _read_table(connection, folder, table, **options):
    pq.write_table(table, folder / "leads.parquet", **options)
    return of(read(OVERLAP, folder, connection, zone="UTC", now=NOW), "leads")


@pytest.mark.parametrize("name", ["file_row_number", "FILE_ROW_NUMBER", "filename", "file_index", "line", "texts"])
def test_a_column_may_have_any_name(connection, tmp_path, name):
    table = pa.table({name: [5, 6], "lead_id": ["L1", "L1"], "created_at": ["2026-01-05", "2026-01-06"]})
    leads = _read_table(connection, tmp_path, table)
    assert (leads.records, leads.accepted, leads.rejected) == (2, 1, 1)
    assert [ignored.partition(" ")[0] for ignored in leads.ignored_columns] == [name]
    assert connection.sql("select line from raw._rejects").fetchall() == [(2,)]


def test_a_column_that_stands_twice_is_refused(connection, tmp_path):
    for names in (["lead_id", "lead_id", "created_at"], ["lead_id", "Lead_ID", "created_at"]):
        table = pa.table([pa.array(["L1"]), pa.array(["L2"]), pa.array(["2026-01-05"])], names=names)
        assert "more than once" in str(_read_table(connection, tmp_path, table).refused)


def test_text_that_is_no_utf8_is_refused(connection, tmp_path):
    bad = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\3\0\0\0"), pa.py_buffer(b"\xff\xfea"))
    table = pa.table({"lead_id": ["L1"], "created_at": ["2026-01-05"], "channel": bad})
    assert "UTF8" in str(_read_table(connection, tmp_path, table).refused)


def test_a_duration_is_not_taken_for_a_number(connection, tmp_path):
    table = pa.table({"lead_id": ["L1"], "created_at": ["2026-01-05"], "employees": pa.array([9], pa.duration("s"))})
    assert _read_table(connection, tmp_path, table).refused == (
        "employees holds durations. Write it as integer or text, in the unit of its column."
    )


@pytest.mark.parametrize("keep", [0, 4, 100, -4, -1])
def test_a_cut_off_file_is_refused(connection, tmp_path, keep):
    pq.write_table(_lead("L"), tmp_path / "leads.parquet")
    whole = (tmp_path / "leads.parquet").read_bytes()
    (tmp_path / "leads.parquet").write_bytes(whole[:keep])
    leads = of(read(OVERLAP, tmp_path, connection, zone="UTC", now=NOW), "leads")
    assert str(leads.refused).startswith("It cannot be read as Parquet")
