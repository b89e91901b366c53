"""How a list writes numbers: minutes as hours, decimals cut to what is read, and a column nobody filled as empty."""

from decimal import Decimal
from types import SimpleNamespace

import polars as pl
import pytest

from ui import rows


def test_minutes_are_hours_and_a_column_without_a_number_stays_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows.gateway, "house", lambda: SimpleNamespace(time_zone="UTC"))
    frame = pl.DataFrame(
        {"waited": [61_530, None], "points": [Decimal("1234.567"), None], "unknown": pl.Series([None, None])}
    )
    units = {"waited": "minutes", "points": "number", "unknown": "number"}
    shown = rows._displayed(frame, units)  # noqa: SLF001 - what the grid of a browser is handed
    assert shown.rows() == [(1025.5, 1234.57, None), (None, None, None)]
