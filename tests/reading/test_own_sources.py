"""The sources that come with Overlap say of every time whether it is a day without a clock."""

import re
from pathlib import Path

from of_each import of_each

from overlap.contract import BY_NAME
from overlap.sqlfile import QUERIES

PREPARED = {path.stem: path for path in (QUERIES / "sources").glob("*/prepared/*.sql")}
SELECTS = sorted((QUERIES / "sources").glob("*/*.sql"))


def selected(path: Path) -> set[str]:
    """The words of a statement, without its comments; with those of prepared tables it hands on whole (`rows.*`)."""
    lines = [line.partition("--")[0] for line in path.read_text(encoding="utf-8").splitlines()]
    words = set(re.findall(r"\w+", text := " ".join(lines)))
    handed_on = [PREPARED[name] for name in re.findall(r"raw\.(\w+)", text) if name in PREPARED] if ".*" in text else []
    return words.union(*map(selected, handed_on))


def test_there_are_selects_to_look_at() -> None:
    assert SELECTS


@of_each(SELECTS)
def test_a_time_comes_with_its_flag(path: Path) -> None:
    """Without it a day would count as its midnight."""
    names = selected(path)
    times = {column.name for column in BY_NAME[path.stem].times} & names
    assert {f"{name}_is_date_only" for name in times} <= names
