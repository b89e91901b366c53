"""Houses of handoffs and what was done about them, for one test."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import pytest
from followup_marts import FollowupHouse, followup_house
from handoff_lives import AGREED, NOON
from houses import Row


@pytest.fixture
def lives() -> Iterator[Callable[..., FollowupHouse]]:
    """Build a house of handoffs and what was done about them; its leads are those handed over."""
    with ExitStack() as opened:

        def built(handoffs: Sequence[Row], activities: Sequence[Row] | None = None, **tables: Any) -> FollowupHouse:
            names = dict.fromkeys(row["lead_id"] for row in handoffs)
            agreements = tables.pop("agreements", AGREED)
            if activities is not None:
                tables["activities"] = activities
            leads = [{"lead_id": name, "created_at": "2026-06-01"} for name in names]
            return opened.enter_context(followup_house(NOON, agreements, leads=leads, handoffs=handoffs, **tables))

        yield built
