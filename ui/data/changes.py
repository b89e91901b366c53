"""What changed since the last import: rows by table, and numbers of past months that are others now."""

import polars as pl
import streamlit as st

from overlap import words
from ui import gateway, parts, rows
from ui import restated as restated_months

_HOW = (
    "New, changed and gone rows of each table, known by their ids; then the headline numbers of months that were over. "
    "Select a line for its rows."
)


def since_the_last_import() -> None:
    """The section of the Data page: words, both tables, their rows and their exports."""
    changed, restated = gateway.ask("data/changes"), gateway.ask(restated_months.REPORT)
    with parts.block("What changed since the last import", _HOW):
        st.markdown(_sentence(changed, restated))
        if not changed.is_empty():
            _tables(changed)
        if not restated.is_empty():
            st.markdown("**Past months that changed**")
            restated_months.listed(restated, "restated")


def _sentence(changed: pl.DataFrame, restated: pl.DataFrame) -> str:
    if changed.is_empty() and restated.is_empty():
        return "This is the first import: there is nothing to compare it with."
    parts_ = [
        f"{words.counted(int(changed[f'{what}_count'].sum()), 'row')} {what}"
        for what in ("new", "changed", "gone")
        if changed[f"{what}_count"].sum()
    ]
    moved = words.counted(restated.height, "number") + " of past months changed" if restated.height else ""
    rows_said = f"**{words.listed(parts_)}**" if parts_ else "No row is new, changed or gone"
    months_said = f"**{moved}**" if moved else "no number of a past month changed"
    return f"{rows_said}; {months_said}."


def _tables(changed: pl.DataFrame) -> None:
    named = changed.with_columns(
        table=pl.Series([words.spoken(name) for name in changed["table_name"]], dtype=pl.String)
    )
    shown = named.select("source", "table", "new_count", "changed_count", "gone_count", "after_count")
    hidden = ("source",) if changed["source"].n_unique() == 1 else ()
    chosen = rows.listed(shown, "changed_tables", "data/changes", hidden)
    if chosen:
        row = changed.filter((pl.col("source") == chosen["source"]) & (named["table"] == chosen["table"]))
        _changed_rows(str(row["source"][0]), str(row["table_name"][0]), str(chosen["table"]))
    parts.export(changed, "changes", "export_changes")


def _changed_rows(source: str, table: str, spoken: str) -> None:
    frame, is_cut = gateway.ask_cut("data/changed_rows", source=source, in_table=table)
    st.markdown(f"**{parts.escape(spoken)}**: {words.counted(frame.height, 'row')}{', the first of more' * is_cut}")
    if not frame.is_empty():
        rows.table(frame, "changed_rows", "data/changed_rows", hidden=("source", "table_name", "deal_id"))
        parts.export(frame, f"changed_{table}", "export_changed_rows")
