"""The store's rows arrive in DuckDB cell by cell as they stand, whichever way they are read."""

import json
import random
from datetime import UTC, datetime, timedelta

import duckdb
from sqlalchemy import insert, select

from overlap.store import Store
from overlap.store.schema import FEEDBACK
from overlap.warehouse.reader.store_tables import all_rows, made, put

AT = datetime(2026, 1, 1, tzinfo=UTC)
SIGNS = list("aZ0 \n\t\"'\\/,[]{ü漢🙂\u2028\u200d\x7f")
REASONS = ['["good fit"]', '["no \\"x\\", y", "ü"]', "[]"]


def any_text(chance: random.Random) -> str:
    return "".join(chance.choices(SIGNS, k=chance.randint(0, 12)))


def written(store: Store, count: int) -> list[dict]:
    """So many rows of feedback of any texts; what went in, by id."""
    chance = random.Random(count)
    rows = [
        {
            "feedback_id": f"{number:03}{any_text(chance)}", "submit_id": f"s{number}", "handoff_id": any_text(chance),
            "lead_id": any_text(chance), "rep_id": any_text(chance), "rating": chance.randint(1, 5),
            "reasons": chance.choice(REASONS), "comment": any_text(chance), "given_by": any_text(chance),
            "given_at": AT + timedelta(microseconds=chance.randrange(10**14)),
            "withdrawn_at": chance.choice([None, AT]), "withdrawn_by": chance.choice([None, "", "Ann"]),
        }
        for number in range(count)
    ]  # fmt: skip
    with store.write("feedback") as connection:
        if rows:
            connection.execute(insert(FEEDBACK), rows)
    with store.read() as read:
        found = read.execute(select(FEEDBACK).order_by(FEEDBACK.c.feedback_id)).mappings()
        return [{**row, "reasons": json.loads(row["reasons"])} for row in found]


def test_every_cell_of_every_row_arrives_as_it_was_typed(store):
    for count in (0, 200):
        expected = written(store, count)
        with duckdb.connect() as connection, store.read() as read:
            connection.execute("set global TimeZone = 'UTC'; create schema store")
            connection.execute(made(FEEDBACK))
            put(connection.cursor(), FEEDBACK, all_rows(read, FEEDBACK))
            found = connection.cursor().sql("from store.feedback order by feedback_id").pl().to_dicts()
        assert found == expected
