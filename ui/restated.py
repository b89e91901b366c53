"""Numbers of past months that are others now: the list, and the rows that moved the selected one."""

import polars as pl
import streamlit as st

from overlap import words
from overlap.warehouse.building.headlines import LABELS
from ui import gateway, parts, rows

REPORT = "data/restatements"


def listed(restated: pl.DataFrame, key: str) -> None:
    """`restated` are rows of data/restatements; the selected one's rows stand below, and everything can be exported."""
    said = pl.DataFrame(
        [
            {
                "Month": words.month(row["month"]),
                "Number": LABELS.get(row["metric"], row["metric"]),
                "Before": _value(row["before_count"], row["before_amount"]),
                "Now": _value(row["after_count"], row["after_amount"]),
                "Since": words.instant(gateway.local(row["known_at"])),
                "Why": row["why"],
                "Rows": row["row_count"],
            }
            for row in restated.iter_rows(named=True)
        ],
        schema_overrides={"Rows": pl.Int64},
    )
    chosen = st.dataframe(
        said, hide_index=True, on_select="rerun", selection_mode="single-row", key=key, placeholder=words.DASH
    )["selection"]["rows"]  # pyright: ignore[reportIndexIssue, reportArgumentType, reportCallIssue]
    if chosen and chosen[0] < restated.height:
        _rows(restated.row(chosen[0], named=True), key)
    parts.export(restated, "restated_months", f"export_{key}")


def _rows(row: dict[str, object], key: str) -> None:
    if row["row_count"] is None:
        st.caption("The rows are not known: another version of Overlap made the number.")
        return
    behind = rows.Rows(REPORT, "row_count", row, "rows", {"since": "all"})
    report, frame, is_cut = gateway.opened(behind.report, behind.number, behind.row, None, behind.params)
    rows.table(frame, f"{key}_rows", "data/restated_rows", hidden=("generation", "metric", "month", "deal_id"))
    rows.export(behind, report, frame, f"export_{key}_rows", is_cut=is_cut)


def _value(number: int | None, amount: object) -> str:
    if amount is not None:
        return words.money(amount, gateway.currency())  # pyright: ignore[reportArgumentType]
    return words.count(number) if number is not None else words.DASH
