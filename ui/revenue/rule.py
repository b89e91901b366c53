"""The rule by which Joint revenue shares credit: which model, and what if its settings were not the agreed ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from overlap.agreements import KINDS
from overlap.subjects.revenue.sentences import credit_models
from ui import controls, gateway, parts

_WINDOW, _HALF_LIFE = "window_days", "half_life_days"
_PARTS = tuple(value.name for value in KINDS["weights"].values)
_LONGEST_WINDOW, _SHORTEST_LIFE, _LONGEST_LIFE = 365, 0.01, 3650.0


@dataclass(frozen=True)
class Rule:
    """What every question of the page is asked with. `params` holds the model, and only those settings that are not
    the agreed ones; `what_if` says which these are, empty where there are none.
    """

    model: str
    params: Mapping[str, Any]
    what_if: str

    def titled(self, title: str) -> str:
        """A block's title that cannot be read as what is agreed."""
        return f"{title} · what if {self.what_if}" if self.what_if else title


def control() -> Rule:
    """The switch of models, bound to the address, with its sentence and the popover for other settings."""
    agreed = _agreed()
    model = controls.switch("How credit is shared", credit_models.NAMES, "model", agreed["model"])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        rule = _asked(model, agreed)
        st.markdown(f":gray[:small[{_sentence(rule, agreed)}]]", width="content")
    return rule


def _agreed() -> dict[str, str]:
    """What is agreed now: model, window_days, half_life_days, and the weights of our own model."""
    frame = gateway.ask("agreements/in_force")
    of_kind = frame.filter(frame["agreement"].is_in(["attribution", "weights"]))
    return dict(of_kind.select("value_name", "value").iter_rows())


def _asked(model: str, agreed: Mapping[str, str]) -> Rule:
    """The model with its what-if settings, and one click back to what is agreed."""
    settings: dict[str, object] = {}
    with st.popover("What if …", icon=":material/science:"):
        st.caption("Nothing here changes what is agreed: it is worked out for this view, and named so.")
        window = controls.number(
            "Touches of the last … days", (1, _LONGEST_WINDOW), None, _WINDOW, f"{agreed[_WINDOW]}, as agreed"
        )
        if window and str(window) != agreed[_WINDOW]:
            settings[_WINDOW] = window
        if model == "time_decay":
            usual = f"{float(agreed[_HALF_LIFE]):g}, as agreed"
            life = controls.number("Half-life in days", (_SHORTEST_LIFE, _LONGEST_LIFE), None, _HALF_LIFE, usual)
            if life and life != float(agreed[_HALF_LIFE]):
                settings[_HALF_LIFE] = life
        if model == "custom":
            settings |= _weights(agreed)
    said = credit_models.what_if(settings)
    if said:
        st.badge(f"What if: {said}", icon=":material/science:", color="orange")
        st.button(
            "Back to what is agreed", key="as_agreed", type="tertiary", icon=":material/undo:", on_click=_as_agreed,
            args=(agreed,),
        )  # fmt: skip
    return Rule(model, {"model": model, **settings}, said)


def _weights(agreed: Mapping[str, str]) -> dict[str, object]:
    """The five weights of our own model, where they are other than agreed and can share a deal."""
    grid = st.grid(2)
    limits = KINDS["weights"].values[0]
    weights: dict[str, int] = {}
    for part in _PARTS:
        label, most = credit_models.WEIGHTS.get(part, credit_models.REST.capitalize()), int(limits.high or 0)
        typed = controls.number(label, (0, most), int(agreed[part]), f"weight_{part}", within=grid)
        weights[part] = int(agreed[part]) if typed is None else typed
    fault = KINDS["weights"].fault
    said = fault(weights) if fault else None
    if said:
        st.warning(f"As agreed until then: {parts.escape(said)}")
    if said or all(str(weights[part]) == agreed[part] for part in _PARTS):
        return {}
    return {"weights": ",".join(str(weights[part]) for part in _PARTS)}


def _as_agreed(agreed: Mapping[str, str]) -> None:
    for name in (_WINDOW, _HALF_LIFE):
        if name in st.session_state:
            st.session_state[name] = None
    for part in _PARTS:
        if f"weight_{part}" in st.session_state:
            st.session_state[f"weight_{part}"] = int(agreed[part])


def _sentence(rule: Rule, agreed: Mapping[str, str]) -> str:
    """The rule in words, with the settings asked for and whether they are the agreed ones."""
    weights = str(rule.params.get("weights", "")).split(",") if "weights" in rule.params else None
    shares = {part: int(weights[place] if weights else agreed[part]) for place, part in enumerate(_PARTS)}
    window = str(rule.params.get(_WINDOW, agreed[_WINDOW]))
    said = credit_models.rule(rule.model, window, str(rule.params.get(_HALF_LIFE, agreed[_HALF_LIFE])), shares)
    beside = credit_models.beside(parts.escape(agreed["uncredited_channels"]), agreed["account_fallback"])
    held = "" if rule.what_if else "As agreed today; each deal by what held at its close."
    return " ".join(filter(None, (said, beside, held)))
