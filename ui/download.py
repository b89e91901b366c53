"""Downloads: a frame as CSV that no spreadsheet runs as a formula, made when somebody clicks."""

from collections.abc import Callable

import polars as pl
import streamlit as st

_RUNS = r"^[=+\-@\t\r]"


def guarded(frame: pl.DataFrame) -> pl.DataFrame:
    """Text that a spreadsheet would run begins with an apostrophe; numbers and dates stay as they are."""
    return frame.with_columns(
        pl.when(pl.col(name).str.contains(_RUNS)).then("'" + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name, type_ in frame.schema.items()
        if type_ == pl.String
    )


def csv(frame: pl.DataFrame) -> bytes:
    """The frame as UTF-8 CSV with a byte-order mark, so that a spreadsheet reads umlauts."""
    return "\ufeff".encode() + guarded(frame).write_csv().encode()


def button(frame: pl.DataFrame, filename: str, key: str, label: str = "Export CSV") -> None:
    """A button that makes the file on click; without rows it cannot be pressed."""
    made_button(lambda: frame, filename, key, label, is_empty=frame.is_empty())


def made_button(
    rows: Callable[[], pl.DataFrame], filename: str, key: str, label: str = "Export CSV", *, is_empty: bool = False
) -> None:
    """The same where the rows, too, are asked for on click."""
    st.download_button(
        label,
        data=lambda: csv(rows()),
        file_name=f"{filename}.csv",
        mime="text/csv",
        key=key,
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        disabled=is_empty,
    )
