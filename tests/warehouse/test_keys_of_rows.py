"""What rows come to moves with each cell, column and type of them: nothing else tells that a mart is another."""

from itertools import combinations
from pathlib import Path

import duckdb

from overlap.contract import BY_NAME
from overlap.warehouse.building.shards.clusters import find_clusters
from overlap.warehouse.building.shards.cutting import fingerprints
from overlap.warehouse.building.shards.keys import content_of, row_hash
from overlap.warehouse.building.shards.older import Older, tell_digests

UNLIKE = (
    "from (values ('a', 1), ('b', 2)) as t (x, y)",
    "from (values ('a', 2), ('b', 1)) as t (x, y)",
    "from (values ('b', 1), ('a', 2), ('a', 2)) as t (x, y)",
    "from (values ('a', 1), ('b', null)) as t (x, y)",
    "from (values ('a', 1), (null, 2)) as t (x, y)",
    "from (values ('a', 1), ('b', 2)) as t (y, x)",
    "select x, y::bigint as y from (values ('a', 1), ('b', 2)) as t (x, y)",
    "from (values ('a', [1]), ('b', null)) as t (x, y)",
    "from (values ('a', [1]), ('b', [])) as t (x, y)",
    "from (values ('a', [1]), ('b', [null])) as t (x, y)",
    "from (values ('a', null), ('b', [1])) as t (x, y)",
)


def test_rows_that_are_not_the_same_come_to_something_else() -> None:
    with duckdb.connect() as connection:
        keys = {sql: content_of(connection.sql(sql)) for sql in UNLIKE}
        again = [content_of(connection.sql(f"from ({sql}) order by all desc")) for sql in UNLIKE]
    assert [one for one in combinations(UNLIKE, 2) if keys[one[0]] == keys[one[1]]] == []
    assert again == list(keys.values())


def test_two_rows_that_exchange_their_last_values_differ_in_both_ways_they_are_counted_up() -> None:
    """The sum alone would be the same once in a hundred million such exchanges."""
    with duckdb.connect() as connection:
        hashed = row_hash("each", ("x", "y"), ("VARCHAR", "INTEGER"))
        one, other = (
            connection.sql(sql).set_alias("each").aggregate(f"sum({hashed}), bit_xor({hashed})").fetchall()[0]
            for sql in UNLIKE[:2]
        )
    assert one[0] != other[0] and one[1] != other[1]


def test_the_rows_of_a_shard_too() -> None:
    """Whatever table: two leads exchange what is in their last column."""
    leads, last = BY_NAME["leads"], BY_NAME["leads"].stored[-1][0]
    found = []
    with duckdb.connect() as connection:
        connection.execute("create schema canonical; create schema meta")
        for table in BY_NAME.values():
            columns = ", ".join(f'"{name}" {type_}' for name, type_ in table.stored)
            connection.execute(f'create table canonical."{table.name}" ({columns})')
        connection.execute("insert into canonical.leads (lead_id, source) values ('L1', 's'), ('L2', 's')")
        for lead in ("L1", "L2"):
            connection.execute(f'update canonical.leads set "{last}" = (lead_id = $lead)', {"lead": lead})
            find_clusters(connection)
            found.append(fingerprints(connection, leads, 1))
    assert found[0] != found[1]


def test_a_file_of_a_shard_is_taken_over_only_as_it_was_written(tmp_path: Path) -> None:
    names = ("leads/1.parquet", "leads/2.parquet", "prepared/told.json")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert Older(tmp_path).file(names[0]) is None, "nobody says what it was"
    tell_digests(tmp_path, None)
    (tmp_path / names[1]).write_bytes(b"Leads/2.parquet")
    (tmp_path / names[2]).unlink()
    (tmp_path / "leads/3.parquet").write_bytes(b"of later")
    older = Older(tmp_path)
    assert [older.file(name) for name in (*names, "leads/3.parquet")] == [tmp_path / names[0], None, None, None]
