"""A Parquet file is decoded a part at a time, however large it is: measured in a process of its own."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.whole

ROWS, ROWS_IN_A_PART = 600_000, 20_000
READING = """
import sys
from pathlib import Path
import duckdb, pyarrow
from overlap.reading import load_source
from overlap.reading.files.parquet import parquet_records

leads = next(file for file in load_source(Path(sys.argv[1])).files if file.table == "leads")
parquet_records(Path(sys.argv[2]), leads, duckdb.connect())
print(pyarrow.default_memory_pool().max_memory())
"""


def test_what_is_decoded_of_a_file_is_let_go_before_its_end(tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    rows = duckdb.sql(
        "select md5(range::varchar) as lead_id, md5((-range)::varchar) as company, "
        f"timestamptz '2026-01-05 00:00:00+00' as created_at from range({ROWS})"
    )
    assert rows is not None
    rows.write_parquet(str(path), compression="uncompressed", row_group_size=ROWS_IN_A_PART)
    source = Path(__file__).parents[2] / "queries" / "sources" / "overlap"
    command = [sys.executable, "-c", READING, str(source), str(path)]
    peak = int(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    assert 0 < peak < path.stat().st_size / 2
