"""Frozen numbers on Review meeting: freezing what is seen, and what was frozen beside the numbers of today."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from overlap import words
from overlap.reports import Filters
from overlap.store.frozen import Frozen, Seen, all_frozen, freeze
from overlap.subjects.goals import plan
from overlap.subjects.meeting.since_frozen import (
    IN_HISTORY,
    Change,
    Since,
    compared,
    counted_since,
    of_goals,
    to_freeze,
)
from ui import address, controls, gateway, parts, person, writing
from ui.person import Person
from ui.rows import Rows, button

FORM = "freeze"
STATUS, WON, DEALS, RESTATED = "goals/status", "meeting/won_deals", "meeting/frozen_deals", "data/restatements"
COUNTED, CHANGES = "meeting/counted_rows", "meeting/frozen_changes"
Row = Mapping[str, Any]


def block(items: Sequence[Row]) -> None:
    """The button, and one of the meetings that were frozen beside today."""
    how = "Agenda and goals as seen, kept whatever the data say later. Differences are explained row by row."
    with parts.block("Frozen numbers", how):
        writing.told(FORM)
        someone = person.needed("freeze these numbers", FORM)
        if someone:
            submit = writing.submit_id(FORM)
            st.text_input("Name of the meeting", max_chars=120, key=f"note_{submit}", placeholder="Review of March")
            st.button(
                "Freeze these numbers", type="primary", icon=":material/ac_unit:", key="freeze_now",
                on_click=_freeze, args=(submit, items, someone),
            )  # fmt: skip
        kept = {one.frozen_id: one for one in all_frozen(gateway.store())}
        if kept:
            named = {key: _named(one) for key, one in kept.items()}
            _shown(kept[controls.choice("Frozen", named, "frozen")])
        else:
            st.markdown("Nothing was frozen yet.")


def _named(one: Frozen) -> str:
    return f"{one.note or 'Meeting'}, {words.instant(gateway.local(one.frozen_at))}"


def _shown(one: Frozen) -> None:
    as_of, now = (words.instant(gateway.local(at)) for at in (one.seen.as_of, gateway.reader().as_of))
    st.caption(
        f"Frozen by {parts.escape(one.frozen_by)}; data as of {as_of}, generation {one.seen.generation}. Today: as of "
        f"{now}, generation {gateway.house().generation}."
    )
    with st.expander("The agenda as it was", key=f"agenda_of_{one.frozen_id}"):
        for row in one.seen.agenda:
            st.markdown(f"{row['place']}. {parts.escape(row['sentence'])}")
    goals = gateway.ask(STATUS, Filters(), which="begun").to_dicts()
    deals = gateway.ask(DEALS, Filters(), frozen_id=one.frozen_id).to_dicts()
    counted = gateway.ask(CHANGES, Filters(), frozen_id=one.frozen_id).to_dicts()
    found = compared(one.seen.goals, goals, deals, counted)
    if not found:
        st.markdown("No goal ran when this was frozen.")
        return
    st.dataframe(pl.DataFrame([_line(each) for each in found]), hide_index=True, key=f"frozen_{one.frozen_id}")
    for each in found:
        _explained(each, one)


def _line(each: Since) -> dict[str, str]:
    then, now, currency = each.then, each.now, gateway.currency()
    return {
        "Goal": f"{plan.name(then)}, {words.span(then['period_start'], then['period_end'])}",
        "Frozen": plan.amount(then, then["actual"], currency),
        "Today": words.DASH if now is None else plan.amount(then, now["actual"], currency),
        "Forecast then": _forecast(then),
        "Forecast today": words.DASH if now is None else _forecast(now),
        "Difference": words.DASH if each.difference is None else plan.amount(then, each.difference, currency),
    }


def _forecast(goal: Row) -> str:
    if goal["forecast_mid"] is None:
        return words.DASH
    low, mid, high = (plan.amount(goal, goal[f"forecast_{end}"], gateway.currency()) for end in ("low", "mid", "high"))
    return f"{mid} ({low} to {high})"


def _explained(each: Since, one: Frozen) -> None:
    """The deals or counted rows behind a difference; of a meeting that kept none, the past months that changed."""
    if not each.difference:
        return
    title = f"{plan.name(each.then)}: {words.signed(float(each.difference))}"
    with st.expander(title, icon=":material/difference:", key=f"since_{one.frozen_id}_{each.then['goal_id']}"):
        if each.changes:
            rows = [_deal(change, each.then) for change in each.changes]
            st.dataframe(pl.DataFrame(rows), hide_index=True, key=f"changes_{one.frozen_id}_{each.then['goal_id']}")
        elif each.counted:
            _counted(each)
        else:
            _restated(each.then, one.frozen_at)
        if each.unexplained:
            rest = words.signed(float(each.unexplained))
            st.caption(f"{rest} by days that came since, or by rows that were not frozen or that you may not open.")


def _deal(change: Change, goal: Row) -> dict[str, str]:
    before, after = (plan.exactly(goal, amount, gateway.currency()) for amount in (change.before, change.after))
    return {"Deal": change.deal_id, "Frozen": before, "Today": after, "What happened": change.what}


def _counted(each: Since) -> None:
    """How many rows came or went, by what became of them; each number opens its rows."""
    for place, row in enumerate(each.counted):
        of = words.signed(row["after_count"] - row["before_count"])
        st.markdown(f"{of}: {row['what']}")
        label = words.counted(row["row_count"], "row")
        button(Rows(CHANGES, "row_count", row, label), f"counted_{each.then['goal_id']}_{place}")


def _restated(then: Row, since: datetime) -> None:
    found = gateway.ask(RESTATED, Filters(), since="all").filter(
        pl.col("metric") == IN_HISTORY.get(then["metric"], ""), pl.col("known_at") > since,
        pl.col("month") >= then["period_start"].replace(day=1), pl.col("month") < then["period_end"],
    )  # fmt: skip
    for place, row in enumerate(found.to_dicts()):
        st.markdown(
            f"{words.month(row['month'])}: {row['before_count']} → {row['after_count']}, {parts.escape(row['why'])}"
        )
        if row["row_count"]:
            what = Rows(RESTATED, "row_count", row, words.counted(row["row_count"], "row"), {"since": "all"})
            button(what, f"restated_{then['goal_id']}_{place}")


def _freeze(submit: str, items: Sequence[Row], by: Person) -> None:
    goals = to_freeze(gateway.ask(STATUS, Filters()).to_dicts())
    first = counted_since(goals)
    generation = gateway.house().generation
    deals = gateway.ask(WON, Filters(), since=first).to_dicts() if first else []
    counts = gateway.ask(COUNTED, Filters(), since=first, generation=generation).to_dicts() if first else []
    screen = urlencode({name: values for name, values in address.held().items() if name != "reps"}, doseq=True)
    seen = Seen(generation, gateway.reader().as_of, screen, items, goals, deals, of_goals(counts, goals))
    note = st.session_state.get(f"note_{submit}") or ""
    writing.attempt(FORM, lambda: freeze(gateway.store(), submit, seen, by.name, note), "Frozen")
