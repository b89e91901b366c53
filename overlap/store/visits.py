"""Which team looked at which page on which day: a count, and never who."""

from datetime import date

from sqlalchemy import insert, update

from overlap.store import typed
from overlap.store.schema import VISITS
from overlap.store.store import Store

TEAMS = ("marketing", "sales", "not said")


def visit(store: Store, team: str, page: str, on: date) -> None:
    """Count one visit on that day. Raises InputError for an unknown team."""
    key = {"visited_on": on, "team": typed.choice("team", team, TEAMS), "page": typed.identifier("page", page)}
    same = [getattr(VISITS.c, name) == value for name, value in key.items()]
    with store.write("visits") as connection:
        counted = update(VISITS).where(*same).values(visit_count=VISITS.c.visit_count + 1)
        if connection.execute(counted).rowcount == 0:
            connection.execute(insert(VISITS).values(**key, visit_count=1))
