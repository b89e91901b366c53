"""What the first load of what people typed costs a reader.

    python -m benchmarks.typed_words --rows 100000

CPU seconds beside the floor: SQLite reading every cell of the table once.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import typer
from sqlalchemy import insert, text

from overlap.store import Store, open_store
from overlap.store.schema import FEEDBACK
from overlap.warehouse.reader.store_tables import all_rows, made, put

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def main(rows: int = 100_000) -> None:
    """Fill a store, load it three times, print the best of each."""
    with TemporaryDirectory() as folder, open_store(Path(folder) / "store.db", "bench") as store:
        _fill(store, rows)
        floor = min(_seconds(lambda: _touch_every_cell(store)) for _ in range(3))
        load = min(_seconds(lambda: _load(store)) for _ in range(3))
    typer.echo(f"{rows:,} rows: loaded in {load:.2f} s of CPU, {load / floor:.1f} times the floor of {floor:.2f} s")


def _fill(store: Store, count: int) -> None:
    rows = [
        {
            "feedback_id": f"feedback-{number}", "submit_id": f"form-{number}", "handoff_id": f"H{number}",
            "lead_id": f"L{number}", "rep_id": f"R{number % 40}", "rating": 1 + number % 5,
            "reasons": '["good fit"]' if number % 3 else "[]", "comment": "They asked for a quote. " * 4,
            "given_at": FIRST + timedelta(minutes=number), "given_by": "Ann",
        }
        for number in range(count)
    ]  # fmt: skip
    with store.write("feedback") as connection:
        connection.execute(insert(FEEDBACK), rows)


def _touch_every_cell(store: Store) -> None:
    lengths = ", ".join(f"sum(length({column.name}))" for column in FEEDBACK.columns)
    with store.read() as read:
        read.execute(text(f"select {lengths} from feedback")).one()


def _load(store: Store) -> None:
    with duckdb.connect() as connection, store.read() as read:
        connection.execute("set global TimeZone = 'UTC'; create schema store")
        connection.execute(made(FEEDBACK))
        put(connection.cursor(), FEEDBACK, all_rows(read, FEEDBACK))


def _seconds(work: Callable[[], None]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    typer.run(main)
