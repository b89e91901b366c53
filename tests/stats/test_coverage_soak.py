"""Intervals hold what they are for as often as they say, in companies whose truth is known."""

import pytest
from simulated import rates_held, sums_held
from written_tables import written

DEALS, LOG_SDS = (2, 5, 10, 20, 50, 100), (0.5, 1.0, 1.5)
GROUPS, SPREADS = (4, 12, 30), (0.0, 0.02, 0.05, 0.10)


@pytest.mark.parametrize(
    ("deals", "log_sd", "is_split"), [(5, 0.5, False), (10, 1.0, False), (30, 0.5, True), (100, 1.5, True)]
)
def test_sums_are_held_in_a_small_simulation(deals: int, log_sd: float, is_split: bool):
    held = sums_held(deals, log_sd, is_split, times=300, seed=11)
    assert held.average / held.printed >= 0.90  # 0.92 was measured in the long run, and two standard errors
    assert held.next / held.printed >= 0.93  # 0.96 was measured at the least


@pytest.mark.parametrize("spread", [0.0, 0.05])
def test_rates_are_held_in_a_small_simulation(spread: float):
    held, flagged = rates_held(12, spread, times=60, seed=12)
    assert held >= 0.92
    assert spread or flagged <= 0.05


@pytest.mark.soak
def test_the_coverage_of_sums_is_written_down():
    head = "| deals | credit | log sd | printed | the average is held | the next period is held |\n" + "|---" * 6 + "|"
    lines = [head]
    for deals in DEALS:
        for is_split in (False, True):
            for log_sd in LOG_SDS:
                held = sums_held(deals, log_sd, is_split, times=2_000, seed=deals)
                shares = [f"{each / held.printed:.1%}" if held.printed else "-" for each in (held.average, held.next)]
                credit = "split" if is_split else "whole"
                lines.append(
                    f"| {deals} | {credit} | {log_sd} | {held.printed / held.asked:.0%} | {shares[0]} | {shares[1]} |"
                )
    written("credit.md", "sums", "\n".join(lines))


@pytest.mark.soak
def test_the_coverage_of_pooled_rates_is_written_down():
    head = "| groups | true spread | the rate is held | companies with a group found different |"
    lines = [head, "|---|---|---|---|"]
    for groups in GROUPS:
        for spread in SPREADS:
            held, flagged = rates_held(groups, spread, times=400, seed=groups)
            lines.append(f"| {groups} | {spread * 100:.0f} points | {held:.1%} | {flagged:.1%} |")
            assert held >= 0.90 and (spread or flagged <= 0.03)
    written("credit.md", "pooling", "\n".join(lines))
