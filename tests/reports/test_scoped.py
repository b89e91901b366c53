"""Whoever may open a row is named by one header line, of which the macro that cuts the rows to them is made."""

import re

import duckdb
import pytest

from overlap.reports import catalogue
from overlap.reports.filters import FILTERS_TYPE, SCOPE_TYPE
from overlap.scoped import FILTERED, macros_of
from overlap.sqlfile import HeaderError

MACROS = "\n".join(macros_of(path) for path in sorted(FILTERED.rglob("*.sql")))
ROWS = """
create macro filtered.rows({params}) as table
    select * from (values (1, 'ann', 'bob', ['ann', 'cy']), (2, 'bob', null, null), (3, null, 'bob', ['bob']))
    as rows(number, rep_id, holder_id, rep_ids);
"""


@pytest.fixture
def rows(tmp_path):
    """What each of these people sees of three rows, under a header line."""

    def seen(header, people, params="filters", given="null, $scope", sees_all=False):
        path = tmp_path / "rows.sql"
        path.write_text(f"-- scoped: {header}{ROWS.format(params=params)}")
        with duckdb.connect() as connection:
            connection.execute(f"create type filters as {FILTERS_TYPE}; create type scope as {SCOPE_TYPE}")
            connection.execute("create schema filtered")
            connection.execute(rules())
            connection.execute(macros_of(path))
            scope = {"sees_all": sees_all, "reps": people}
            found = connection.execute(
                f"from filtered.rows_scoped({given}) order by number", {"scope": scope}
            ).fetchall()
        return [row[0] for row in found]

    return seen


def rules():
    """The two macros that say who sees a row, as they stand."""
    text = (FILTERED / "rules.sql").read_text(encoding="utf-8")
    return "\n".join(re.findall(r"create macro filtered\.sees\w*\(.*?\n\);", text, re.DOTALL))


@pytest.mark.parametrize(
    ("header", "person", "numbers"),
    [
        ("rep_id", "ann", [1]),
        ("rep_id", "bob", [2]),
        ("rep_id", "nobody", []),
        ("holder_id, rep_id", "bob", [1, 2, 3]),
        ("holder_id, rep_id", "ann", [1]),
        ("any rep_ids", "cy", [1]),
        ("any rep_ids", "bob", [3]),
        ("rep_id, any rep_ids", "bob", [2, 3]),
    ],
)
def test_a_row_is_seen_by_whom_its_header_line_names(rows, header, person, numbers):
    assert rows(header, [person]) == numbers


def test_who_sees_all_sees_rows_of_nobody(rows):
    assert rows("rep_id", [], sees_all=True) == [1, 2, 3]
    assert rows("any rep_ids", [], sees_all=True) == [1, 2, 3]


@pytest.mark.parametrize(
    ("params", "given"),
    [
        ("", "$scope"),
        ("as_of", "$scope, null"),
        ("filters, as_of", "null, $scope, null"),
        ("\n    filters, as_of,\n    label\n", "null, $scope, null, null"),
    ],
)
def test_scope_stands_after_the_filters(rows, params, given):
    assert rows("rep_id", ["ann"], params, given) == [1]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("-- scoped: rep_id\ncreate macro filtered.x(a) as (a);", "stands above no macro that makes a table"),
        ("-- scoped: rep_id\n\ncreate macro filtered.x(a) as table\n    from marts.a;", "stands above no macro"),
        ("-- scoped: all rep_ids\ncreate macro filtered.x(a) as table\n    from marts.a;", "is a column, several, or"),
        ("-- scoped: \ncreate macro filtered.x(a) as table\n    from marts.a;", "is a column, several, or"),
    ],
)
def test_a_line_that_would_cut_nothing_is_refused(tmp_path, text, fault):
    (tmp_path / "x.sql").write_text(text)
    with pytest.raises(HeaderError, match=f"x.sql: `-- scoped: .*` {fault}"):
        macros_of(tmp_path / "x.sql")


def test_every_macro_that_cuts_rows_is_read_by_a_report():
    made = set(re.findall(r"^create macro (filtered\.\w+_scoped)\(", MACROS, re.MULTILINE))
    assert made == {read for report in catalogue().values() for read in report.reads if read.endswith("_scoped")}


def test_what_a_header_line_could_say_is_not_written_by_hand():
    """By hand stands only a rule that joins whose deal or lead a row is."""
    written = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FILTERED.rglob("*.sql")))
    macros = re.findall(r"^create macro filtered\.\w+_scoped\([^;]*;", written, re.MULTILINE)
    assert macros
    assert [macro for macro in macros if not re.search(r" marts\.deals|join marts\.leads", macro)] == []


def test_a_joined_lead_is_seen_by_who_sees_its_person() -> None:
    with duckdb.connect() as connection:
        connection.execute(f"create type filters as {FILTERS_TYPE}; create type scope as {SCOPE_TYPE}")
        connection.execute("create schema filtered; create schema meta; create schema marts")
        connection.execute(rules())
        connection.execute("create table marts.leads as from (values ('A', 'ann'), ('B', 'bob')) as _(lead_id, rep_id)")
        persons = "(values ('h1', 'A'), ('h2', 'B'), ('h3', 'cut off'))"
        connection.execute(f"create table meta.identities as from {persons} as _(lead_id, person)")
        connection.execute(macros_of(FILTERED / "data" / "identities.sql"))

        def seen(**scope: object) -> list[str]:
            given = {"scope": {"sees_all": False, "reps": [], **scope}}
            rows = connection.execute("from filtered.identities_scoped($scope) order by lead_id", given).fetchall()
            return [row[0] for row in rows]

        assert (seen(sees_all=True), seen(reps=["ann"]), seen()) == (["h1", "h2", "h3"], ["h1"], [])
