"""Joining: the canonical tables as sources brought them become those of one company."""

from dataclasses import dataclass

import duckdb

from overlap.personal import Key
from overlap.warehouse.canonical.joining import evidence, folding, join_account, one_person
from overlap.warehouse.canonical.joining.brought import set_aside
from overlap.warehouse.canonical.joining.precedence import Precedence
from overlap.warehouse.canonical.joining.same_person import people

UNMATCHED = "unmatched"
JOINED_BY = {"cross id": "by an explicit id", "e-mail": "by their e-mail", "merge": "by a merged id", UNMATCHED: "not"}
"""How leads of several systems come together; leads of one system do by `one_person.SAME_SYSTEM`."""


@dataclass(frozen=True)
class Joined:
    """How many leads of a source were joined by a rule, or by none (`unmatched`)."""

    source: str
    rule: str
    count: int


def join(
    connection: duckdb.DuckDBPyConnection,
    precedence: Precedence,
    key: Key | None = None,
    same_email: str = one_person.APART,
) -> tuple[Joined, ...]:
    """Join what several sources know of one person, in the current database; what each brought is set aside.

    `key` is the company's, where a source hashes e-mail addresses. Of one source there is nothing to join, unless rows
    with the `same_email` are signed to be one person. An account that holds a crowd of leads joins nothing.
    """
    join_account.create(connection)
    several = _count(connection, "select count(distinct source) from canonical.leads") > 1
    is_crowded, is_told = (
        join_account.crowded(connection),
        _count(connection, "select count(*) from canonical.identities"),
    )
    are_doubled = same_email == one_person.ONE and one_person.find(connection, key)
    if not (several or is_crowded or is_told or are_doubled):
        return ()
    set_aside(connection)
    if are_doubled:
        one_person.fold(connection)
    if several:
        _join(connection, precedence, key)
    connection.execute("delete from canonical.identities")
    if several:
        connection.execute(
            "insert into canonical.identities (source, lead_id, person, rule) "
            "select source, lead_id, person, rule from meta.identities where rule <> 'unmatched'"
        )
    if are_doubled:
        one_person.keep(connection)
    join_account.part_crowds(connection)
    return _told(connection)


def _join(connection: duckdb.DuckDBPyConnection, precedence: Precedence, key: Key | None) -> None:
    evidence.gather(connection, key)
    found = people(evidence.cross_ids(connection), evidence.addresses(connection), evidence.merges(connection))
    folding.prepare(connection, found.joined(), precedence.orders(connection))
    join_account.keep(connection)
    folding.count_conflicts(connection)
    folding.settle_stages(connection)
    folding.fold(connection)
    folding.settle_rates(connection)


def _told(connection: duckdb.DuckDBPyConnection) -> tuple[Joined, ...]:
    found = connection.sql("select source, rule, count(*) from meta.identities group by all order by all").fetchall()
    return tuple(Joined(*row) for row in found)


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(connection.sql(sql).fetchall()[0][0])
