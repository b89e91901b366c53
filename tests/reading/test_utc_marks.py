"""Loaders write naive times in UTC: a file that one of them wrote says so by a column, and is read so."""

from pathlib import Path

import duckdb
import polars as pl
import pytest
from exports import counts, import_files, of, rows

from overlap.reading import Source, load_source

DECLARED = """
prefixes = ["property_"]
utc_marks = ["_fivetran_*"]
[files.people]
key = ["id"]
[files.people.columns]
id = { type = "text", required = true, header = ["Record ID"] }
created = { type = "time", required = true, header = ["createdate"], event = true }
"""


@pytest.fixture
def source(tmp_path: Path) -> Source:
    folder = tmp_path / "crm"
    folder.mkdir()
    (folder / "source.toml").write_text(DECLARED)
    return load_source(folder)


@pytest.mark.parametrize(
    ("header", "created"),
    [
        ("Record ID,Create Date,Note", "2026-01-05 09:30:00+00"),  # Berlin's, the house's zone
        ("id,property_createdate,_fivetran_synced", "2026-01-05 10:30:00+00"),
        ("id,property_createdate,_FIVETRAN_SYNCED ", "2026-01-05 10:30:00+00"),
        ("id,created,fivetran synced", "2026-01-05 09:30:00+00"),  # written by a person
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_mark_in_the_header_makes_naive_times_utc(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, source: Source, header: str, created: str, suffix: str
) -> None:
    export = tmp_path / "export"
    export.mkdir()
    record = "P1,2026-01-05 10:30:00,x"
    if suffix == "parquet":
        frame = pl.DataFrame([dict(zip(header.split(","), record.split(","), strict=True))])
        frame.write_parquet(export / "people.parquet")
        account = import_files(connection, export, {}, source)
    else:
        account = import_files(connection, export, {"people.csv": f"{header}\n{record}\n"}, source)
    assert counts(account, "people") == (1, 1, 0), of(account, "people")
    assert rows(connection, "people", "created") == [(created,)]


@pytest.mark.parametrize("day", ["2026-01-05", "1/15/2026"])
def test_a_day_without_a_clock_is_a_day_of_the_company_in_such_a_file_too(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, source: Source, day: str
) -> None:
    export = tmp_path / "export"
    export.mkdir()
    text = f"id,property_createdate,_fivetran_synced\nP1,{day},x\n"
    import_files(connection, export, {"people.csv": text}, source)
    found = rows(connection, "people", "created, created_is_date_only")
    assert found in [[("2026-01-04 23:00:00+00", "true")], [("2026-01-14 23:00:00+00", "true")]]


def test_rejects_beside_it_are_read_in_utc_too(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, source: Source
) -> None:
    export = tmp_path / "export"
    export.mkdir()
    text = "id,property_createdate,_fivetran_synced\nP1,2026-01-05 10:30:00,x\n,2026-01-05 10:30:00,x\n"
    assert counts(import_files(connection, export, {"people.csv": text}, source), "people") == (2, 1, 1)
    assert rows(connection, "people", "created") == [("2026-01-05 10:30:00+00",)]
