"""Which team looked at which page in which week: a count, and never who."""

from datetime import date, timedelta

from sqlalchemy import insert, update

from overlap.store import typed
from overlap.store.schema import VISITS
from overlap.store.store import Store

TEAMS = ("marketing", "sales", "not said")


def visit(store: Store, team: str, page: str, on: date) -> None:
    """Count one visit in the week, from its Monday, of that day. Raises InputError for an unknown team."""
    week = on - timedelta(days=on.weekday())
    key = {"week_on": week, "team": typed.choice("team", team, TEAMS), "page": typed.identifier("page", page)}
    same = [getattr(VISITS.c, name) == value for name, value in key.items()]
    with store.write("visits") as connection:
        counted = update(VISITS).where(*same).values(visit_count=VISITS.c.visit_count + 1)
        if connection.execute(counted).rowcount == 0:
            connection.execute(insert(VISITS).values(**key, visit_count=1))
