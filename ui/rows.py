"""Every number opens: the drawer with the rows behind it, and any list from which a lead can be opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import polars as pl
import streamlit as st

from overlap import labels, words
from overlap.reports import Filters
from overlap.reports.headings import heading
from ui import address, download, gateway
from ui.faults import shown

LEAD_PAGE = "pages/lead_page.py"
DRAWER_WIDTH = 760
UNREAD = ("origin", "goal_id", "generation", "metric")  # of the number that was opened, the same in all its rows
NO_TITLES: Mapping[str, str] = MappingProxyType({})
_DECIMALS = {"minutes": 1, "seconds": 1, "number": 2}


@dataclass(frozen=True)
class Rows:
    """The rows behind one number: the column `number` of `row`, as the report's header says it opens.

    `label` is what the button says, such as "842 won deals". Filters None are the shared ones.
    """

    report: str
    number: str
    row: Mapping[str, object]
    label: str
    params: Mapping[str, object] = field(default_factory=dict)
    filters: Filters | None = None


def button(behind: Rows, key: str) -> None:
    """A quiet button that opens the rows in a drawer on the right."""
    if st.button(_label(behind.label), key=key, type="tertiary", icon=":material/list:"):
        show(behind, key)


def show(behind: Rows, key: str) -> None:
    """Open the drawer now; at most once in a script run."""
    st.dialog(_label(behind.label), width=DRAWER_WIDTH, position="right")(_drawer)(behind, key)


def table(
    frame: pl.DataFrame,
    key: str,
    report: str | None = None,
    hidden: tuple[str, ...] = (),
    titles: Mapping[str, str] = NO_TITLES,
) -> None:
    """A list; where its rows have a lead, selecting one opens that lead. Units come from the report's header."""
    if "lead_id" not in frame.columns:
        _list(frame, key, report, hidden, titles, "ignore")
        return
    selected = listed(frame, key, report, hidden, titles)
    if selected and selected.get("lead_id"):
        open_lead(str(selected["lead_id"]))


def listed(
    frame: pl.DataFrame,
    key: str,
    report: str | None = None,
    hidden: tuple[str, ...] = (),
    titles: Mapping[str, str] = NO_TITLES,
) -> dict[str, object] | None:
    """A list in which one row can be selected: that row, or None; `titles` where a column's name says too little."""
    chosen = _list(frame, key, report, hidden, titles, "rerun")["selection"]["rows"]
    return frame.row(chosen[0], named=True) if chosen and chosen[0] < frame.height else None


def _list(
    frame: pl.DataFrame,
    key: str,
    report: str | None,
    hidden: tuple[str, ...],
    titles: Mapping[str, str],
    on_select: Literal["ignore", "rerun"],
) -> Any:
    """Numbers that nobody in the company records have no column."""
    hidden = (*hidden, *(gateway.never_recorded(report) if report else ()))
    asked = gateway.report(report) if report else None
    units = {column.name: column.unit for column in asked.columns} if asked else {}
    heads = {name: heading(asked, name) if asked else words.title(name) for name in frame.columns} | dict(titles)
    return st.dataframe(
        _labelled(_displayed(frame, units)),
        column_order=[name for name in frame.columns if name not in hidden],
        column_config={name: _column(heads[name], units.get(name, "")) for name in frame.columns},
        hide_index=True,
        on_select=on_select,
        selection_mode="single-row",
        key=key,
        placeholder=words.DASH,
    )


def open_lead(lead_id: str) -> None:
    """Go to the page of one lead."""
    address.hold("lead_id", [lead_id])
    st.switch_page(LEAD_PAGE, query_params=address.held())


def _drawer(behind: Rows, key: str) -> None:
    with shown():
        report, frame, is_cut = gateway.opened(behind.report, behind.number, behind.row, behind.filters, behind.params)
        st.caption(_about(frame, is_cut))
        table(frame, f"{key}_list", report, hidden=unread(frame.columns))
        with st.container(horizontal=True):
            export(behind, report, frame, f"{key}_export", is_cut=is_cut)


def unread(columns: Sequence[str]) -> tuple[str, ...]:
    """Columns of a drawer that say nothing to people, which its export keeps: what all rows share, and fingerprints."""
    return tuple(name for name in columns if name in UNREAD or name.endswith("_key"))


def export(behind: Rows, report: str, frame: pl.DataFrame, key: str, *, is_cut: bool) -> None:
    """All rows behind a number as a file: these, or where they are not all, those that are asked for on click."""
    if not is_cut:
        download.button(frame, report.replace("/", "_"), key)
        return
    whole = gateway.opened_whole(behind.report, behind.number, behind.row, behind.filters, behind.params)
    download.made_button(whole, report.replace("/", "_"), key)


def _about(frame: pl.DataFrame, is_cut: bool) -> str:
    said = words.counted(frame.height, "row")
    if is_cut:
        most = words.counted(gateway.most_exported(), "row")
        said = f"The first {said}; the export has up to {most}. Narrow the filters to see fewer"
    hint = " Select a row to open its lead." if "lead_id" in frame.columns else ""
    return f"{said}.{hint} As of {words.instant(gateway.local(gateway.reader().as_of))}."


def _displayed(frame: pl.DataFrame, units: Mapping[str, str]) -> pl.DataFrame:
    """Shares as percent, minutes as hours, instants on the company's clock, so that the list can still be sorted."""
    zone = gateway.house().time_zone
    return frame.with_columns(
        *(pl.col(name) * 100 for name in frame.columns if units.get(name) == "rate"),
        *(
            (pl.col(name).cast(pl.Float64) / (60 if unit == "minutes" else 1)).round(_DECIMALS[unit])
            for name in frame.columns
            if (unit := units.get(name)) in _DECIMALS
        ),
        *(
            pl.col(name).dt.convert_time_zone(zone).dt.replace_time_zone(None)
            for name, type_ in frame.schema.items()
            if isinstance(type_, pl.Datetime) and type_.time_zone
        ),
    )


def _labelled(frame: pl.DataFrame) -> pl.DataFrame:
    """Codes by their labels; a row's values stay codes for whatever it opens."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    return frame.with_columns(
        *(labels.of_all(frame[name], labels.of) for name in texts if name in labels.CODED),
        *(labels.of_all(frame[name], labels.of_path) for name in texts if name in labels.PATHS),
    )


def _column(title: str, unit: str) -> Any:
    config = st.column_config
    match unit:
        case "money":
            return config.NumberColumn(f"{title}, {gateway.currency()}", format="accounting")
        case "rate":
            return config.NumberColumn(title, format="%.1f%%")
        case "count" | "days" | "number" | "seconds":
            return config.NumberColumn(title, format="localized")
        case "minutes":
            timed = title.replace("Minutes", "Time").replace("minutes", "time")
            return config.NumberColumn(f"{timed}, hours", format="localized")
        case "date":
            return config.DateColumn(title, format="D MMM YYYY")
        case "time":
            return config.DatetimeColumn(title, format="D MMM YYYY, HH:mm")
    return title


def _label(label: str) -> str:
    return label.replace("$", r"\$")
