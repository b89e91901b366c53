"""Days and limits that hold for every company stand in one place for SQL and in one for Python, and the two agree."""

import re
from collections import defaultdict

import duckdb
import pytest

from overlap import limits
from overlap.reports import find
from overlap.sqlfile import PROJECT, QUERIES
from overlap.warehouse.building.models import MACROS, create_macros

LIMITS = MACROS / "limits.sql"
# Ages of leads by which columns are named: points_14d, points_30d, points_60d.
BY_AGE = ("lead_points.sql", "held_leads.sql")
SPELLED = re.compile(r"\b14\b|\bbetween 0 and 13\b|\brating (?:>=|<=|>|<) \d|\brating in \(")
SAID = re.compile(r"""["'][^"']*\b(?:14 days|day 14|fourteen days|of 5\b)""")


@pytest.fixture
def macros():
    """A connection with the macros that models and reports share."""
    with duckdb.connect() as connection:
        create_macros(connection)
        yield connection


@pytest.mark.parametrize("name", ["contact_days", "rating_days", "first_days", "hold_days", "left_alone_days"])
def test_days_are_counted_as_they_are_said(macros, name):
    assert macros.execute(f"select {name}()").fetchall() == [(getattr(limits, name.upper()),)]


def test_extreme_ratings_are_the_ends_of_the_stars_there_are(macros):
    said = macros.execute(
        "select rating, is_bad_rating(rating), is_good_rating(rating), is_extreme_rating(rating) "
        "from range($low, $high + 1) as stars(rating) order by 1",
        dict(zip(("low", "high"), limits.STARS, strict=True)),
    ).fetchall()
    assert said == [
        (1, True, False, True), (2, True, False, False), (3, False, False, False), (4, False, True, False),
        (5, False, True, True),
    ]  # fmt: skip


def test_stars_that_can_be_asked_for_are_those_that_can_be_given():
    stars = find("quality/feedback").param("stars")
    assert (stars.low, stars.high) == limits.STARS


@pytest.mark.parametrize("hour", ["2026-03-28 23:30:00+00", "2026-10-25 00:30:00+00"])
def test_fourteen_days_are_so_many_times_24_hours(macros, hour):
    macros.execute("set TimeZone = 'UTC'")
    (ends,) = macros.execute(
        "select [epoch(contact_ends_at(started)) - epoch(started), epoch(first_days_end_at(started)) - epoch(started)] "
        "from (select cast($hour as timestamptz) as started)",
        {"hour": hour},
    ).fetchall()
    assert ends[0] == [limits.CONTACT_DAYS * 86400, limits.FIRST_DAYS * 86400]


def test_no_statement_spells_a_limit_again():
    found = [
        f"{path.relative_to(QUERIES)}: {line.strip()}"
        for path in sorted(QUERIES.rglob("*.sql"))
        if path != LIMITS and path.name not in BY_AGE
        for line in path.read_text(encoding="utf-8").splitlines()
        if SPELLED.search(line.partition("--")[0])
    ]
    assert found == []


def test_no_sentence_spells_a_limit_again():
    found = [
        f"{path.relative_to(PROJECT)}: {line.strip()}"
        for room in ("overlap/subjects", "overlap/store", "ui", "pages")
        for path in sorted((PROJECT / room).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if SAID.search(line) and '"""' not in line
    ]
    assert found == []


def test_no_two_macros_say_the_same():
    """A rule copied beside itself will be changed in one place only; days of the same length are not one rule."""
    said = defaultdict(list)
    for path in [*MACROS.glob("*.sql"), *(QUERIES / "filtered").rglob("*.sql")]:
        text = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
        for name, params, body in re.findall(r"create macro ([\w.]+)\(([^)]*)\) as([^;]*);", text):
            rule = " ".join(body.split())
            for place, param in enumerate(re.findall(r"\w+", params)):
                rule = re.sub(rf"\b{param}\b", f"${place}", rule)
            said[rule].append(name)
    copies = [names for rule, names in said.items() if len(names) > 1 and rule != "(14)"]
    assert copies == []
