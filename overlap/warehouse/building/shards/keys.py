"""When a mart of a shard need not be built again: its key says what it is made of, and moves when any of that does."""

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256

import duckdb

from overlap.sqlfile import SqlFile, combined_hash, load_all
from overlap.steps import steps_hash
from overlap.warehouse.building.models import MACROS, made_with


def key_of(model: SqlFile, params: Mapping[str, object], seed: int, shard: int | None, reads: Mapping[str, str]) -> str:
    """The key of a mart of a shard, or of the house: its statement, what is bound to it, the keys of what it reads."""
    has_step = bool(model.line("then"))
    bound = {name: str(value) for name, value in sorted(params.items()) if has_step or name in model.parameters}
    step = [steps_hash(), seed] if has_step else []
    return _hashed([made_with(), _macros(), model.hash, bound, *step, shard, sorted(reads.items())])


def content_of(rows: duckdb.DuckDBPyRelation) -> str:
    """What the rows of a table come to, whatever their order: the key of what is not made by a model of a shard."""
    types = [str(type_) for type_ in rows.types]
    found = rows.set_alias("each").aggregate(counted_up(row_hash("each", rows.columns, types)))
    return _hashed([duckdb.__version__, rows.columns, types, *found.fetchall()])


def row_hash(table: str, columns: Sequence[str], types: Sequence[str]) -> str:
    """A row of a table or of a relation of that name as a number, as SQL.

    Hashed twice: what DuckDB makes of a row is its last column's hash on top of the others', so that two rows that
    exchange their last values would come to the same. And lists as text too: DuckDB hashes an empty one as it does
    null, and as one of null.
    """
    # A relation's name stands for its whole row.
    lists = [f'"{name}"::varchar' for name, type_ in zip(columns, types, strict=True) if type_.endswith("]")]
    whole = ", ".join([f'"{table}"', *lists])
    return f"hash(hash({whole}))"


def counted_up(hashed: str) -> str:
    """What rows come to, whatever their order, as SQL of an aggregation of their hashes."""
    return f"count(*), cast(sum({hashed}) as varchar), cast(bit_xor({hashed}) as varchar)"


@cache
def _macros() -> str:
    return combined_hash(load_all(MACROS))


def _hashed(parts: list[object]) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:40]
