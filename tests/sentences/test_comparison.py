"""A change is called good or bad only where it is told apart from chance."""

from math import sqrt

import pytest

from overlap.sentences.comparison import Change, amounts, rates

Z = 1.959964


def row(events: int, total: int) -> dict[str, float | None]:
    """A rate and its Wilson limits, written out as in Wilson 1927."""
    if not total:
        return {"rate": None, "rate_low": None, "rate_high": None}
    share = events / total
    middle = (share + Z * Z / (2 * total)) / (1 + Z * Z / total)
    half = Z / (1 + Z * Z / total) * sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
    return {"rate": share, "rate_low": middle - half, "rate_high": middle + half}


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        # Newcombe 1998, table II, method 10: (0.0524, 0.3339), (0.1705, 0.8090), (-0.0381, 0.1926)
        ((56, 70), (48, 80), Change("+20.0\u00a0pt", True)),
        ((3, 10), (9, 10), Change("−60.0\u00a0pt", False)),
        ((5, 56), (0, 29), Change("+8.9\u00a0pt", None)),
    ],
)
def test_a_share_has_moved_only_where_newcombes_interval_leaves_out_zero(
    now: tuple[int, int], before: tuple[int, int], change: Change
) -> None:
    assert rates("rate", row(*now), row(*before)) == change


def test_a_share_of_nothing_has_no_change() -> None:
    assert rates("rate", row(1, 2), row(0, 0)) is None
    assert rates("rate", row(0, 0), row(1, 2)) is None


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (110, 100, Change("+10.0%", True)),
        (90, 100, Change("−10.0%", False)),
        (5, 5, Change("+0.0%", None)),
        (5, 0, None),
    ],
)
def test_more_is_good_and_nothing_before_cannot_be_compared(now: int, before: int, change: Change | None) -> None:
    assert amounts(now, before) == change
