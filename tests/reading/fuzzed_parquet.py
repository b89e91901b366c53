"""Parquet files nobody meant to write, drawn by number: a good file of leads, spoilt in its columns or in its bytes."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

_START = datetime(2025, 3, 1, 8, tzinfo=UTC)


def fuzzed(numbers: range) -> Iterator[tuple[str, bytes]]:
    """(what was done, the bytes of a leads.parquet) for each number."""
    for number in numbers:
        yield _one(Random(number))


def good(chance: Random) -> pa.Table:
    """Leads as an export holds them."""
    count = chance.randint(1, 40)
    return pa.table(
        {
            "lead_id": [f"L{n}" for n in range(count)],
            "created_at": pa.array([_START + timedelta(hours=7 * n) for n in range(count)], pa.timestamp("us", "UTC")),
            "channel": [chance.choice(["ads", "Ünï", None, "NULL", "(none)"]) for _ in range(count)],
            "employees": pa.array([chance.choice([None, 0, 5, 2**40]) for _ in range(count)], pa.int64()),
            "was_customer": pa.array([chance.choice([None, True, False]) for _ in range(count)]),
        }
    )


def _one(chance: Random) -> tuple[str, bytes]:
    table = good(chance)
    way = chance.choice(["flip", "flip", "cut", "type", "type", "name", "nulls", "drop", "repeat", "insert"])
    if way == "type":
        name, values = chance.choice(_odd(table.num_rows, chance))
        table = table.set_column(table.column_names.index(name), name, values)
        return f"{name} as {values.type}", _bytes(table, chance)
    if way == "name":
        place, new = (
            chance.randrange(5),
            chance.choice(["file_row_number", "lead_id", "LEAD_ID", " channel", "", "x\ny"]),
        )
        return f"column {place} named {new!r}", _bytes(table.rename_columns(
            [new if n == place else name for n, name in enumerate(table.column_names)]), chance)  # fmt: skip
    if way == "nulls":
        name = chance.choice(table.column_names)
        place = table.column_names.index(name)
        return f"{name} null", _bytes(table.set_column(place, name, pa.nulls(table.num_rows, table[name].type)), chance)
    if way == "drop":
        name = chance.choice(table.column_names)
        return f"without {name}", _bytes(table.drop_columns([name]), chance)
    if way == "repeat":
        return "every record twice", _bytes(pa.concat_tables([table, table]), chance)
    data = bytearray(_bytes(table, chance))
    if way == "cut":
        return "cut off", bytes(data[: chance.randrange(len(data))])
    if way == "insert":
        place = chance.randrange(len(data))
        return "bytes put in", bytes(data[:place] + chance.randbytes(chance.randint(1, 9)) + data[place:])
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return "flipped bytes", bytes(data)


def _bytes(table: pa.Table, chance: Random) -> bytes:
    file = io.BytesIO()
    compression, size = chance.choice(["none", "snappy", "zstd"]), chance.choice([7, 100])
    has_words = chance.choice([True, False])
    pq.write_table(table, file, compression=compression, row_group_size=size, use_dictionary=has_words)
    return file.getvalue()


def _odd(count: int, chance: Random) -> list[tuple[str, pa.Array]]:
    local = [datetime(2025, 3, 1) + timedelta(hours=n) for n in range(count)]  # noqa: DTZ001 - a naive time is the point
    return [
        ("lead_id", pa.array(list(range(count)))),
        ("lead_id", pa.array([float(n) for n in range(count)])),
        ("lead_id", pa.array([[str(n)] for n in range(count)])),
        ("lead_id", pa.array([str(n).encode() for n in range(count)])),
        ("lead_id", pa.array([{"id": n} for n in range(count)])),
        ("lead_id", pa.array([f"L{n}" for n in range(count)]).dictionary_encode()),
        ("lead_id", pa.array([f"L{n}" for n in range(count)], pa.large_string())),
        ("created_at", pa.array(local, pa.timestamp("ms"))),
        ("created_at", pa.array(local, pa.timestamp("ns"))),
        ("created_at", pa.array([at.date() for at in local])),
        ("created_at", pa.array([at.time() for at in local])),
        ("created_at", pa.array([at.isoformat() for at in local])),
        ("created_at", pa.array([int(at.timestamp()) for at in local])),
        ("created_at", pa.array(chance.choices([-(2**62), 2**62, 0], k=count)).cast(pa.timestamp("us", "UTC"))),
        ("channel", pa.array(range(count))),
        ("channel", pa.array([n % 2 == 0 for n in range(count)])),
        ("channel", pa.nulls(count)),
        ("employees", pa.array([Decimal(n) for n in range(count)], pa.decimal128(30, 0))),
        ("employees", pa.array([n + 0.5 for n in range(count)])),
        ("employees", pa.array([2**63 + n for n in range(count)], pa.uint64())),
        ("employees", pa.array(range(count), pa.duration("s"))),
        ("employees", pa.array([n - 3 for n in range(count)], pa.int8())),
        ("employees", pa.array([float("nan")] * count)),
        ("was_customer", pa.array([n % 3 for n in range(count)])),
        ("was_customer", pa.array(chance.choices(["yes", "No", "maybe", ""], k=count))),
    ]
