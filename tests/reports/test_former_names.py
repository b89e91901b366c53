"""A report that was renamed still answers to the names it had: people have them in scripts, links and notes."""

from pathlib import Path

import pytest

from overlap.errors import UsageError
from overlap.reports import catalogue, find
from overlap.reports.catalogue import formerly

BEFORE = (Path(__file__).parent / "names_before.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("name", BEFORE)
def test_every_name_there_ever_was_finds_its_report(name: str) -> None:
    assert find(name).name == formerly().get(name, name)


def test_no_former_name_is_that_of_another_report() -> None:
    assert set(formerly()) & set(catalogue()) == set()
    every = [old for report in catalogue().values() for old in report.formerly]
    assert sorted(every) == sorted(formerly())


def test_a_name_there_never_was_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match='Did you mean "goals/totals"'):
        find("goals/total")
