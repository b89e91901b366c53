"""How a list writes numbers: minutes as hours, decimals cut to what is read, and a column nobody filled as empty."""

from decimal import Decimal
from types import SimpleNamespace
from unittest.mock import Mock

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


@pytest.mark.parametrize(("column", "on_select"), [("lead_id", "rerun"), ("week", "ignore")])
def test_only_a_list_of_leads_offers_to_select_a_row(monkeypatch: pytest.MonkeyPatch, column: str, on_select: str):
    monkeypatch.setattr(rows.gateway, "house", lambda: SimpleNamespace(time_zone="UTC"))
    listed = Mock(return_value={"selection": {"rows": []}})
    monkeypatch.setattr(rows.st, "dataframe", listed)
    rows.table(pl.DataFrame({column: ["a"]}), "list")
    assert listed.call_args.kwargs["on_select"] == on_select
