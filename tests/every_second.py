"""Half of many alike cases in `make test`, all of them in `make soak`."""

from collections.abc import Iterable
from typing import Any

import pytest


def every_second(cases: Iterable[Any], first: int = 0) -> list[Any]:
    """The first case, or the one after it, and every second one from there; those between by `make soak`."""
    return [_apart(case) if place % 2 != first else case for place, case in enumerate(cases)]


def _apart(case: Any) -> Any:
    """That case, one of a long run."""
    known = case if hasattr(case, "marks") and hasattr(case, "values") else pytest.param(case)
    return pytest.param(*known.values, marks=(*known.marks, pytest.mark.soak), id=known.id)
