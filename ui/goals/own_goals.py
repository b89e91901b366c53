"""Goals written here, on Shared goals: those that wait for the other team's signature, and the form for the next."""

from decimal import Decimal

import polars as pl
import streamlit as st

from overlap.glossary import glossary
from overlap.reports import Filters
from overlap.store.goals import METRICS, MONEY, Goal, WrittenGoal, open_goals, propose_goal, sign_goal, withdraw_goal
from overlap.subjects.goals import plan
from overlap.subjects.goals.goal_periods import goal_periods
from ui import filters, gateway, parts, person, second_signature, writing
from ui.person import Person

FORM = "goal"
COMPANY = "the company"
MARKETING, SALES = "Marketing", "Sales"
HOW = (
    "It carries your signature and holds once the other team has signed it, too, in place of an earlier one of the "
    "same metric, period and team. A target of 0 drops it."
)


def block() -> None:
    """What waits for a signature, what became of the last one, and the form."""
    writing.told(FORM)
    for goal in open_goals(gateway.store()):
        _waiting(goal)
    _form()


def _waiting(goal: WrittenGoal) -> None:
    row = vars(goal) | {"is_money": goal.metric == MONEY}
    with st.container(border=True, key=f"waiting_{goal.goal_id}"):
        st.markdown(f":material/signature: **{parts.escape(plan.proposed(row, gateway.currency()))}**")
        st.markdown(f":gray[:small[{second_signature.first(goal)}]]")
        if goal.note:
            st.text(goal.note)
        second_signature.actions(
            goal.goal_id, goal, lambda by: _sign(goal.goal_id, by), lambda by: _withdraw(goal.goal_id, by)
        )


def _form() -> None:
    with st.expander("Write a goal", icon=":material/edit_note:", key="goal_form_shown"):
        someone = person.needed("write a goal", FORM)
        if someone is None:
            return
        st.markdown(f":gray[:small[{HOW}]]")
        submit = writing.submit_id(FORM)
        metrics = glossary()
        with st.form(f"form_{submit}", border=False):
            st.selectbox("Goal", METRICS, format_func=lambda name: metrics[name].label, key=f"metric_{submit}")
            st.selectbox("Period", list(_periods()), key=f"period_{submit}")
            st.selectbox("Of", [COMPANY, *_teams()], key=f"of_{submit}")
            unit = f"revenue in {gateway.currency()}, else a count"
            st.number_input(f"Target ({unit})", 0.0, 1e15, value=None, step=1.0, format="%.2f", key=f"target_{submit}")
            st.text_input("Why", max_chars=400, key=f"note_{submit}")
            st.form_submit_button(
                f"Propose and sign for {someone.team}", type="primary", on_click=_propose, args=(submit, someone)
            )


def _periods() -> dict:
    reach = filters.covered()
    return dict(goal_periods(reach.reaches_on, reach.first_month))


def _teams() -> list[str]:
    choices = gateway.ask("data/filter_choices", Filters()).filter(
        pl.col("field") == "teams", pl.col("value").is_not_null()
    )
    return list(dict.fromkeys([MARKETING, SALES, *choices.sort("value")["value"]]))


def _propose(submit: str, by: Person) -> None:
    held = {name: st.session_state[f"{name}_{submit}"] for name in ("metric", "period", "of", "target", "note")}
    if held["target"] is None:
        writing.refuse(FORM, "Target is blank. Fill it in.")
        return
    starts_on, ends_on = _periods()[held["period"]]
    team = None if held["of"] == COMPANY else held["of"]
    target = Decimal(str(held["target"]))
    goal = Goal(submit, held["metric"], starts_on, ends_on, target, by.team, by.name, team, None, held["note"])
    other = "sales" if by.team == "marketing" else "marketing"
    writing.attempt(FORM, lambda: propose_goal(gateway.store(), goal), f"Proposed; it waits for {other}. Saved")


def _sign(goal_id: str, by: Person) -> None:
    said = "Signed by both teams: the goal holds. Saved"
    writing.attempt(FORM, lambda: sign_goal(gateway.store(), goal_id, by.team, by.name), said)


def _withdraw(goal_id: str, by: Person) -> None:
    writing.attempt(FORM, lambda: withdraw_goal(gateway.store(), goal_id, by=by.name), "The goal was withdrawn")
