"""A spoilt Parquet file is refused in words, or what was taken of it is what a second reader of Parquet reads."""

from collections import Counter
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from exports import OVERLAP, of
from fuzzed_parquet import fuzzed

from overlap.reading import read

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
PLACEHOLDERS = ("NULL", "\\N", "(No value)", "")
FLAGS = {"true": True, "t": True, "yes": True, "y": True, "1": True}


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(range(20), marks=pytest.mark.whole),
        *(pytest.param(apart, marks=pytest.mark.soak) for apart in (range(20, 40), range(1000, 3000))),
    ],
)
def test_a_spoilt_file_is_refused_or_read_as_it_stands(connection, tmp_path, numbers):
    became = Counter()
    for number, (what, data) in zip(numbers, fuzzed(numbers), strict=True):
        (tmp_path / "leads.parquet").write_bytes(data)
        leads = of(read(OVERLAP, tmp_path, connection, zone="UTC", now=NOW), "leads")
        said = f"{number}: {what}"
        if leads.refused is not None:
            became["refused"] += 1
            assert leads.refused.endswith((".", "?")), said
            assert connection.sql("select count(*) from raw.leads").fetchall() == [(0,)], said
            continue
        became["with rejects" if leads.rejected else "whole"] += 1
        records = _records(tmp_path / "leads.parquet")
        rejected = {line for (line,) in connection.sql("select distinct line from raw._rejects").fetchall()}
        assert (leads.records, leads.rejected) == (len(records), len(rejected)), said
        expected = [_read(row) for line, row in enumerate(records, start=1) if line not in rejected]
        taken = connection.sql(
            "select lead_id, epoch_us(created_at), channel, employees, was_customer from raw.leads"
        ).fetchall()
        assert sorted(map(repr, taken)) == sorted(map(repr, expected)), said
    print(dict(became))
    assert became["refused"] and became["whole"] and became["with rejects"]


def _records(path: Path) -> list[dict]:
    """The records as PyArrow reads them; an instant is its microseconds, since Python's clock ends before Parquet's."""
    used = {column.name for column in OVERLAP.file("leads").columns}
    names = [name for name in pq.read_schema(path).names if " ".join(name.split()).casefold() in used]
    table = pq.ParquetFile(path).read(columns=names)
    columns = {}
    for name, values in zip(table.column_names, table.columns, strict=True):
        is_time = pa.types.is_timestamp(values.type)
        read_as = pa.timestamp("us", values.type.tz) if is_time else values.type
        plain = values.cast(read_as, safe=False).cast(pa.int64()) if is_time else values
        columns[" ".join(name.split()).casefold()] = plain.to_pylist()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _read(row: dict) -> tuple:
    """The values of a good record, by rules written for this test."""
    employees = _text(row.get("employees"))
    customer = _text(row.get("was_customer"))
    return (
        _text(row.get("lead_id")),
        _instant(row["created_at"]),
        _text(row.get("channel")),
        None if employees is None else int(Decimal(employees)),
        None if customer is None else FLAGS.get(customer.lower(), False),
    )


def _text(value: object) -> str | None:
    text = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value).strip(" \t\r\n\xa0")
    return None if text in PLACEHOLDERS else text


def _instant(value: object) -> int:
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        assert isinstance(value, date)
        value = datetime.combine(value, time())
    at = value if value.tzinfo else value.replace(tzinfo=UTC)
    since = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
