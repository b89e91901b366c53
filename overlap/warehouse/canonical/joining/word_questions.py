"""Whose word counts where systems say different things of one person, as questions: the rule is what is suggested.

Nobody need answer while the rule tells two systems apart; where it does not, numbers would follow the alphabet.
"""

from collections.abc import Iterator

import duckdb

from overlap.choices import Choice, Question
from overlap.warehouse.canonical.joining.precedence import COLUMNS, MARKETING, OF_MARKETING, SALES, Precedence
from overlap.words import counted, listed, spoken

_KEY = "precedence."
WHOSE_WORD = (f"{_KEY}{SALES}", f"{_KEY}{MARKETING}")
_OWN_IDS = ("account_id", "source_campaign_id")  # every system has its own: that they differ says nothing


def about(key: str) -> str:
    """What of `[precedence]` an answer is about."""
    return key.removeprefix(_KEY)


def questions(connection: duckdb.DuckDBPyConnection, precedence: Precedence) -> tuple[Question, ...]:
    """One for what sales knows and one for what marketing does, where systems differ there; leads are joined."""
    found = connection.sql(
        "select what, person_count from meta.identity_conflicts order by person_count desc, what"
    ).fetchall()
    counts = {what: count for what, count in found if what in COLUMNS and what not in _OWN_IDS}
    return tuple(_questions(connection, precedence, counts)) if counts else ()


def _questions(
    connection: duckdb.DuckDBPyConnection, precedence: Precedence, counts: dict[str, int]
) -> Iterator[Question]:
    orders, undecided = precedence.orders(connection), precedence.undecided(connection)
    for key in WHOSE_WORD:
        differ = {what: count for what, count in counts.items() if (what in OF_MARKETING) == (about(key) == MARKETING)}
        if differ:
            said = listed([f"{spoken(what)}: {counted(count, 'person')}" for what, count in differ.items()])
            sources = orders[about(key)]
            yield Question(
                key,
                f"Systems say different things of one person ({said}). Whose word counts?",
                "",
                tuple(Choice(source) for source in sources),
                suggested=tuple(sources[:1]),
                is_sure=about(key) not in undecided,
            )
