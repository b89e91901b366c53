"""What is said of the handoff threshold, with its interval where it has one."""

from typing import Any

import pytest

from overlap.subjects.quality.sentences.threshold import helps
from overlap.subjects.quality.steps.handing_over import BUNCHED, MORE, NOT_DECIDED

SIDES: dict[str, Any] = {"below_count": 300, "above_count": 320}
ENDS: dict[str, Any] = {"jump_low": 0.01, "jump_high": 0.05, "handed_jump_low": 0.8, "handed_jump_high": 1.0}
NO_ENDS: dict[str, Any] = dict.fromkeys([*ENDS, "density_low", "density_high"])


def row(verdict: str, **more: Any) -> dict[str, Any]:
    return {**SIDES, "verdict": verdict, "jump": 0.03, "handed_jump": 0.9, "density_ratio": 1.5, **more}


def test_a_jump_is_told_with_its_interval_and_without_one_where_nothing_scatters() -> None:
    assert "the share won jumps by +3.0 points (+1.0 to +5.0)" in helps(row(MORE, **ENDS))
    assert "the share won jumps by +3.0 points, the share handed over by +90.0 points; " in helps(row(MORE, **NO_ENDS))


@pytest.mark.parametrize("verdict", [MORE, BUNCHED, NOT_DECIDED])
def test_no_verdict_needs_an_interval(verdict: str) -> None:
    assert "None" not in helps(row(verdict, **NO_ENDS))
