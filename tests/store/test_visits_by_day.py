"""A store whose visits were counted by week is brought over: each week's stand on its Monday."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, insert, table, text
from sqlalchemy.sql import column

from overlap.settings import PROJECT


def test_visits_counted_by_week_are_kept(tmp_path: Path) -> None:
    config, place = Config(), f"sqlite:///{tmp_path / 'store.db'}"
    config.set_main_option("script_location", str(PROJECT / "overlap" / "store" / "migrations"))
    engine = create_engine(place)
    for revision in ("0007", "0008"):
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            if revision == "0007":
                visits = table("visits", *map(column, ("week_on", "team", "page", "visit_count")))
                connection.execute(insert(visits).values(("2026-11-23", "sales", "goals", 3)))
    with engine.connect() as connection:
        kept = connection.execute(text("select visited_on, team, page, visit_count from visits")).all()
    assert [tuple(row) for row in kept] == [("2026-11-23", "sales", "goals", 3)]
