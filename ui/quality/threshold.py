"""The threshold room: a slider, what the threshold on it would give and take, and each threshold as a bar."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from overlap import words
from overlap.subjects.quality.charts.threshold import thresholds
from overlap.subjects.quality.sentences import threshold as said
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.quality import hold, proposal
from ui.rows import Rows

WHAT_IF, CURVE = "quality/threshold", "quality/threshold_curve"
_CARD_WIDTH = 150  # px: two beside each other, beside the chart
_BELOW, _ABOVE = 20, 45  # points to either side of the agreed threshold that the slider reaches
_OPENS = {
    "given_up_count": "held back at first",
    "given_up_won_count": "won of those",
    "asked_count": "handed over at random",
    "override_count": "below it by choice",
    "unscored_count": "without a score",
}

Row = Mapping[str, Any]


def view() -> None:
    """The view: the room, then whether handing over helps and what holding longer does."""
    missing = gateway.missing("handoffs")
    if missing:
        would_show = (
            "With handoffs and their scores, you see what another threshold would give and take, whether handing "
            "over helps, and what becomes of leads that are held back."
        )
        parts.empty("No threshold can be compared", missing, would_show)
        return
    now = gateway.ask(WHAT_IF).row(0, named=True)
    if now["agreed_threshold"] is None or not now["now_count"]:
        with parts.block("Try a different threshold"):
            st.markdown(said.room(now))
        return
    _room(now)
    left, right = st.columns(2, gap="small")
    with left:
        hold.helps_block()
        hold.test_block()
    with right:
        hold.held_leads_block(now["agreed_threshold"])


def _room(now: Row) -> None:
    agreed = now["agreed_threshold"]
    how = (
        f"Agreed now: {agreed}. Leads below it were contacted only when randomly sampled, so what lowering it does is "
        "an estimate."
    )
    with parts.block("Try a different threshold: from which score should marketing hand a lead over?", how):
        left, right = st.columns([4, 7], gap="medium")
        with left:
            lowest, highest = max(0, agreed - _BELOW), agreed + _ABOVE
            asked = controls.slider("Hand over from score", lowest, highest, agreed, "threshold")
            row = now if asked == agreed else gateway.ask(WHAT_IF, threshold=asked).row(0, named=True)
            _cards(row)
        with right:
            curve = gateway.ask(CURVE, threshold=asked)
            bar = charts.selectable(
                thresholds(curve, row["safe_a_week"], theme.palette()), "thresholds",
                "Bars of leads a week by threshold, how many become SQLs, and what sales can take.",
            )  # fmt: skip
            st.markdown(f":gray[:small[{_LEGEND}]]")
        st.markdown(said.room(row))
        with st.container(horizontal=True, vertical_alignment="center"):
            if asked != agreed:
                proposal.threshold(asked)
            kept = words.counted(row["kept_count"], "handoff")
            rows.button(Rows(WHAT_IF, "kept_count", row, kept), "threshold_kept")
            for number, what in _OPENS.items():
                if row[number]:
                    rows.button(Rows(WHAT_IF, number, row, f"{words.count(row[number])} {what}"), f"threshold_{number}")
            passport.button(WHAT_IF, "best_threshold", key="threshold_passport", label="What the threshold assumes")
            parts.export(curve, "thresholds", "export_thresholds")
        if bar:
            picked: Any = curve.row(bar.data, named=True)
            name = f"From {picked['threshold']} points: {words.counted(picked['kept_count'], 'handoff')}"
            charts.behind(Rows(CURVE, "kept_count", picked, name), "threshold_rows")


_LEGEND = (
    "Full bar: at once; pale: within 60 days, by the touches that came. Pale with a border: below the agreed one, by "
    "the sample. Green: become SQLs."
)


def _cards(row: Row) -> None:
    grid = st.grid(2, min_column_width=_CARD_WIDTH)
    changes = row["threshold"] != row["agreed_threshold"]
    given = [
        _card("Leads a week", _number(row["handed_a_week"]), _change(row["handed_a_week"], row["now_a_week"], changes)),
        _card("SQLs, of those", words.share(_share(row)), _gain(row, changes), good=True),
        _card("Good, held back", *_held_back(row)),
        _card("Sales can take", _number(row["capacity"], " a week"), None, said.capacity_card(row)),
    ]
    for card in given:
        with grid.container(border=True, height="stretch", gap="xsmall"):
            card()


def _card(label: str, value: str, delta: str | None = None, note: str = "", good: bool = False):
    def draw() -> None:
        colour = "normal" if good else "off"
        st.metric(label, value, delta, delta_color=colour, delta_description="vs now" if delta else None)
        if note:
            st.caption(note)

    return draw


def _number(value: float | None, unit: str = "") -> str:
    return words.DASH if value is None else f"{value:,.0f}{unit}"


def _share(row: Row) -> float | None:
    """Of those handed over at the threshold asked about; below the agreed one by what the sample adds."""
    if row["is_observed"] or not row["handed_a_week"] or row["qualified_a_week"] is None:
        return row["kept_share"] if row["is_observed"] else None
    return row["qualified_a_week"] / row["handed_a_week"]


def _change(now: float | None, before: float | None, changes: bool) -> str | None:
    return words.signed(now - before) if changes and now is not None and before is not None else None


def _gain(row: Row, changes: bool) -> str | None:
    share = _share(row)
    before = row["now_share"]
    return words.points(share - before) if changes and share is not None and before is not None else None


def _held_back(row: Row) -> tuple[str, None, str]:
    if row["held_back_a_week"] is None:
        is_raised = row["threshold"] > row["agreed_threshold"]
        return words.DASH, None, "too recent to say" if is_raised else "nothing is held back"
    all_good = (row["now_share"] or 0) * (row["now_a_week"] or 0)
    part = f"{row['held_back_a_week'] / all_good:.0%} of all good ones" if all_good else ""
    return f"{row['held_back_a_week']:,.0f} a week", None, part
