"""The address is the screen: what every control says stands in the URL, whatever the page, and a URL brings it back.

Streamlit can bind a widget to the URL, but writes labels there, drops a first and last day that are equal, cannot say
that a list was emptied, and forgets what came with a link once another page is opened. So the address is held here.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_HELD, _FOLLOWED, _GIVEN, _UNKNOWN = "address_held", "address_followed", "address_given", "address_unknown"
_VISIT = "address_visit"
_LONGEST_TEXT = 40  # letters that are repeated


def read() -> None:
    """At the start of a run: a first visit, a step back or forward and a link from outside say what is shown."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    is_new = _HELD not in st.session_state
    if is_new:
        st.session_state[_GIVEN] = {""}
    if is_new or _is_history() or _written(asked) not in st.session_state[_GIVEN]:
        st.session_state[_HELD] = asked
        st.session_state[_FOLLOWED] = {}
        st.session_state[_VISIT] = visit() + 1
        # Now, not at the end: a click ends a run at any line; the next one would follow the link again, not the click.
        st.session_state[_GIVEN].add(_written(asked))
    st.session_state[_UNKNOWN] = []


def write() -> None:
    """At the end of a run: the address says what is shown; noted before it is sent, as a click may end the run."""
    st.session_state[_GIVEN].add(_written(held()))
    if held() != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(held())


def held() -> dict[str, list[str]]:
    """What the address says of every control that is not as its page opens it, on this page and on the others."""
    return st.session_state[_HELD]


def says(name: str) -> list[str] | None:
    """What the address says of one control; None when it says nothing."""
    return held().get(name)


def hold(name: str, texts: list[str] | None) -> None:
    """Say in the address what a control is set to; None: as its page opens it."""
    if texts is None:
        held().pop(name, None)
    else:
        held()[name] = texts


def visit() -> int:
    """How often the address has said what is shown: a list that must start anew then carries it in its key."""
    return st.session_state.get(_VISIT, 0)


def is_followed(name: str, opens_on: object) -> bool:
    """Whether the control already shows what the address says, and its page still opens it on the same."""
    return name in st.session_state and st.session_state[_FOLLOWED].get(name, _HELD) == opens_on


def was_followed(name: str) -> bool:
    """Whether the control once showed, since this visit began, what the address said then."""
    return name in st.session_state[_FOLLOWED]


def followed(name: str, opens_on: object) -> None:
    """The control shows what the address says."""
    st.session_state[_FOLLOWED][name] = opens_on


class Ignored(Exception):
    """Nothing of what the address asks of a control can be shown."""


def not_known(name: str, text: str, hint: str | None = None) -> None:
    """Remember, for the notice of this run, what the address asks for and nobody knows, with the nearest."""
    unknown(f"{name} `{plain(text)}`" + (f" (did you mean `{plain(hint)}`?)" if hint else ""))


def unknown(said: str) -> None:
    """The same in Markdown of our own."""
    if said not in st.session_state[_UNKNOWN]:
        st.session_state[_UNKNOWN].append(said)


def notice() -> None:
    """What the address asked for and nobody knows."""
    asked: list[str] = st.session_state[_UNKNOWN]
    if asked:
        st.warning(f"Not known here and ignored: {', '.join(asked)}.", icon=":material/link_off:")


def plain(text: str) -> str:
    """What somebody wrote into an address, without any markup."""
    return "".join(letter for letter in text[:_LONGEST_TEXT] if letter.isalnum() or letter in " -_.,()&")


def _is_history() -> bool:
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _written(asked: Mapping[str, list[str]]) -> str:
    return urlencode(asked, doseq=True)
