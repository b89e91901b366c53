"""Intervals of the bridges hold what each part is worth on average, in lives of a company whose truth is known."""

import pytest
from simulated_bridges import held, lives
from written_tables import written

LIVES = 200
SIZES = {"by part": ("part", (1_000, 4_000)), "by team": ("team", (4_000,)), "closing": ("closing", (1_000, 4_000))}


@pytest.mark.whole
@pytest.mark.parametrize("by", ["part", *(pytest.param(by, marks=pytest.mark.soak) for by in ("team", "closing"))])
def test_parts_are_held_in_a_small_simulation(by: str) -> None:
    """Of 40 lives, each part by itself: fewer than nine in ten of 95 would come by chance once in a hundred parts."""
    assert min(share for share, _ in held(list(lives(1_000, 40, 11, by))).values()) >= 0.85


@pytest.mark.soak
def test_the_coverage_of_bridges_is_written_down() -> None:
    lines = ["| bridge | leads a period | part | lives with an interval | the average is held |", "|---" * 5 + "|"]
    for name, (by, sizes) in SIZES.items():
        for leads in sizes:
            for part, (share, printed) in held(list(lives(leads, LIVES, leads, by))).items():
                lines.append(f"| {name} | {leads:,} | {part} | {printed:.0%} | {share:.1%} |")
                assert share >= 0.90, (name, leads, part)
    written("decisions.md", "bridges", "\n".join(lines))
