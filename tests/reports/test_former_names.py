"""A report that was renamed still answers to the names it had: people have them in scripts, links and notes."""

import re
from pathlib import Path

import pytest
from of_each import of_each

from overlap.errors import UsageError
from overlap.reports import catalogue, find
from overlap.reports.catalogue import formerly
from overlap.sqlfile import HeaderError

ROOT = Path(__file__).resolve().parents[2]
BEFORE = (Path(__file__).parent / "names_before.txt").read_text(encoding="utf-8").split()


@of_each(BEFORE)
def test_every_name_there_ever_was_finds_its_report(name: str) -> None:
    assert find(name).name == formerly().get(name, name)


def test_no_former_name_is_that_of_another_report() -> None:
    assert set(formerly()) & set(catalogue()) == set()
    every = [old.name for report in catalogue().values() for old in report.formerly]
    assert sorted(every) == sorted(formerly())
    assert not [old for old in every if not re.fullmatch(r"[a-z]+/[a-z_]+", old)]


def test_a_name_there_never_was_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match='Did you mean "goals/totals"'):
        find("goals/total")


def test_folders_within_a_subject_are_no_part_of_a_name_and_a_name_is_given_once(tmp_path: Path) -> None:
    report = "-- How much?\n--\n-- grain:   one row\n-- columns: n (count)\nselect 1 as n\n"
    for place in ("one/goals/totals", "one/goals/months/by_month", "two/goals/totals", "two/goals/months/totals"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"{place}.sql").write_text(report, encoding="utf-8")
    assert list(catalogue(tmp_path / "one")) == ["goals/by_month", "goals/totals"]
    with pytest.raises(HeaderError, match="has the name of goals/"):
        catalogue(tmp_path / "two")


@pytest.mark.parametrize("folder", ["overlap", "ui", "pages"])
def test_nothing_of_our_own_asks_by_a_former_name(folder: str) -> None:
    asked = {
        (str(path.relative_to(ROOT)), name)
        for path in sorted((ROOT / folder).rglob("*.py"))
        for name in re.findall(r"\"(\w+/\w+)\"", path.read_text(encoding="utf-8"))
        if name in formerly()
    }
    assert asked == set()
