"""Proposing a change of an agreement: the form of its kind, from when it holds, why, and the first signature."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from overlap import words
from overlap.agreements import KINDS, Draft, Row
from overlap.agreements.changed_values import to_sign
from overlap.agreements.values import merged
from overlap.errors import InputError
from overlap.limits import LONGEST_COMMENT
from overlap.store.proposals import propose_once
from ui import gateway, parts, person, writing
from ui.agreements import agreed, fields
from ui.person import Person


def block(name: str) -> None:
    """The form, closed until somebody wants it; a proposal counts nowhere until the other team has signed it too."""
    how = "One person of each team signs. Until both have, nothing changes; past days keep what held on them."
    with parts.block("Propose a change", how):
        form = f"propose_{name}"
        writing.told(form)
        someone = person.needed("propose a change", form)
        if someone:
            _form(name, form, someone)


def midnight(on: date) -> datetime:
    """The first instant of a day on the house's clock."""
    return datetime.combine(on, time.min, ZoneInfo(gateway.house().time_zone))


def _form(name: str, form: str, someone: Person) -> None:
    tomorrow = _tomorrow()
    held = agreed.holding(name, midnight(tomorrow))
    showing = f"{form}_{held.agreement_id}"  # another version opens another form, on its own values
    submit = writing.submit_id(showing)
    with st.form(f"form_{submit}", border=False):
        fields.draw(KINDS[name], held.values, agreed.gone(KINDS[name], held.values), submit)
        grid = st.grid(2, min_column_width=fields.LONG_FIELD_WIDTH)
        left, right = grid.container(), grid.container()
        left.date_input("Holds from the morning of", tomorrow, format="YYYY-MM-DD", key=f"from_{submit}")
        right.text_input("Why", max_chars=LONGEST_COMMENT, key=f"note_{submit}", placeholder="what the two teams said")
        st.form_submit_button(
            "Propose and sign", type="primary", icon=":material/signature:",
            on_click=_propose, args=(held, form, showing, submit, someone),
        )  # fmt: skip
    reaches = words.instant(gateway.local(gateway.reader().as_of))
    st.caption(f"Signed by {parts.escape(someone.name)} for {someone.team}. The data reaches {reaches}.")


def _propose(shown: Row, form: str, showing: str, submit: str, someone: Person) -> None:
    def write() -> None:
        propose_once(gateway.store(), _draft(shown, submit, someone), submit)

    if writing.attempt(form, write, "Proposed"):
        writing.show_anew(showing)


def _draft(shown: Row, submit: str, someone: Person) -> Draft:
    """What the form says. Raises InputError for values that cannot be agreed on, or that hold already."""
    starts = st.session_state.get(f"from_{submit}")
    if not isinstance(starts, date):
        raise InputError("Choose the day from which it holds.")
    kind, base, at = KINDS[shown.kind], agreed.base(shown.kind), midnight(starts)
    wanted = fields.read(kind, shown.values, agreed.gone(kind, shown.values), submit)
    values = to_sign(kind, base, agreed.holding(kind.name, at).values, wanted)
    if not values:
        raise InputError("No value has changed. Change one, or choose another day.")
    merged(kind, base, values, "The change")
    signatures = {f"signed_{team}": someone.name if team == someone.team else "" for team in person.TEAMS}
    return Draft(kind.name, values, at, signatures["signed_marketing"], signatures["signed_sales"], _note(submit))


def _tomorrow() -> date:
    return gateway.local(datetime.now(UTC)).date() + timedelta(days=1)


def _note(submit: str) -> str:
    return st.session_state.get(f"note_{submit}") or ""
