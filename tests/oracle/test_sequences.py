"""Marts that go on from those before are those of a build anew, whatever happens to a company and in which order."""

from dataclasses import replace
from pathlib import Path
from random import Random
from unittest.mock import patch

import happenings
import pytest
from few_marts import askable, few_marts
from houses import IDENTITIES
from sequences import Sequence, begun, with_tables

from overlap.warehouse.building import checks, checks_of_shards

pytestmark = pytest.mark.whole


def companies(folder: Path, seed: int, count: int) -> Sequence:
    """So many companies as one, published in two shards, or four."""
    sequence = begun(folder, Random(seed), count)
    leads = len(sequence.company.tables["leads"])
    sequence.resources = replace(sequence.resources, leads_per_shard=max(2, -(-leads // (4 if seed % 4 else 2))))
    assert sequence.bring() == []
    return sequence


def test_what_goes_on_is_what_is_built_anew(tmp_path: Path) -> None:
    """A model of a third of the marts has moved; 150 sequences of all that can happen to all by `make soak`."""
    with few_marts("funnel/stages"), patch.object(checks, "all_checks", lambda: askable(IDENTITIES)):
        sequence = companies(tmp_path, 0, 2)
        sequence.done.append("")
        assert happenings.another_model(sequence) == []
    assert sequence.went_on == 1


ACROSS_SHARDS = ("canonical.touches grain", "canonical.touches.lead_id not null")


@pytest.mark.soak
def test_what_two_shards_make_wrong_together_is_found(tmp_path: Path) -> None:
    """A touch is told once more, of a lead of another shard, which alone has changed: as built anew."""
    wanted = [replace(check, level="warn") for check in checks.all_checks() if check.name in ACROSS_SHARDS]
    with (
        patch.object(checks, "all_checks", lambda: wanted),
        patch.object(checks_of_shards, "all_checks", lambda: wanted),
    ):
        sequence = companies(tmp_path, 1, 2)
        touches = sequence.company.tables["touches"]
        one = touches[0]
        other = next(row for row in touches if row["touch_id"].split("-")[0] != one["touch_id"].split("-")[0])
        again = {**other, "touch_id": one["touch_id"]}
        sequence.company = with_tables(
            sequence.company, lambda name, rows: [*rows, again] if name == "touches" else rows
        )
        assert sequence.bring() == []
    assert (sequence.went_on, sequence.warehouse.current().checks) == (1, {"passed": 1, "warned": 1})


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(150))
def test_any_sequence_has_the_marts_and_checks_of_builds_anew(seed: int, tmp_path: Path) -> None:
    sequence = companies(tmp_path, seed, 4)
    for _ in range(5):
        assert not happenings.step(sequence), sequence.done
