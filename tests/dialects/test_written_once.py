"""No two sources say the same: a statement that two of them need stands once, in a room they share."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import sqlglot
from sqlglot import exp

from overlap.settings import PROJECT

SOURCES = PROJECT / "queries" / "sources"
DIALECTS = Path(__file__).parent
LONG = 120  # characters: a shorter statement or common table expression is a phrase of the language


def said(path: Path) -> Iterator[tuple[str, str]]:
    """(what it is called, what it says) of each statement and each long common table expression of a file.

    Comments, layout and case say nothing; of a whole statement the literals are left out, so that one written again
    with other words in it is the same.
    """
    for number, tree in enumerate(sqlglot.parse(path.read_text(encoding="utf-8"), dialect="duckdb")):
        if tree is None:
            continue
        open_ended = tree.transform(lambda node: exp.Placeholder() if isinstance(node, exp.Literal) else node)
        yield f"{path.name}, statement {number + 1}", open_ended.sql(dialect="duckdb", comments=False).lower()
        for cte in tree.find_all(exp.CTE):
            yield f"{path.name}: {cte.alias}", cte.this.sql(dialect="duckdb", comments=False).lower()


def said_again(folders: dict[str, list[Path]], longer_than: int) -> list[str]:
    """What files of two of the folders say alike, each as `folder/name = folder/name`."""
    places: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for folder, paths in folders.items():
        for path in paths:
            for name, text in said(path):
                if len(text) > longer_than:
                    places[text].setdefault(folder, f"{folder}/{name}")
    return [" = ".join(each.values()) for each in places.values() if len(each) > 1]


def _of(root: Path, pattern: str) -> dict[str, list[Path]]:
    return {path.name: sorted(path.glob(pattern)) for path in sorted(root.iterdir()) if path.is_dir()}


def test_no_two_sources_say_the_same() -> None:
    folders = _of(SOURCES, "**/*.sql")
    assert sum(map(len, folders.values())) > 50
    assert said_again(folders, 0) == []


def test_no_two_systems_of_the_tests_say_the_same() -> None:
    folders = _of(DIALECTS, "**/*.sql")
    assert sum(map(len, folders.values())) > 50
    assert said_again(folders, LONG) == []


def test_a_statement_said_again_in_another_layout_with_another_word_is_found_by_name(tmp_path: Path) -> None:
    first, second = tmp_path / "mql.sql", tmp_path / "sal.sql"
    first.write_text("select lead_id, word from raw.words where word = 'mql'")
    second.write_text("-- Said otherwise.\nSELECT lead_id,\n  word FROM raw.words WHERE word = 'sal'")
    folders = {"hubspot": [first], "salesforce": [second]}
    assert said_again(folders, 0) == ["hubspot/mql.sql, statement 1 = salesforce/sal.sql, statement 1"]
    assert said_again({"hubspot": [first, second]}, 0) == []


def test_a_common_table_expression_said_twice_is_found_by_name(tmp_path: Path) -> None:
    first, second = tmp_path / "a.sql", tmp_path / "b.sql"
    first.write_text("with kept as (select lead_id from raw.leads where not is_gone) select * from kept")
    second.write_text("with kept as (select lead_id from raw.leads where not is_gone) select count(*) from kept")
    assert said_again({"one": [first], "two": [second]}, 0) == ["one/a.sql: kept = two/b.sql: kept"]
