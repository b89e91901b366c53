"""Share, on every page: a link to this very screen, and what it says on paper or as a spreadsheet, made on click."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from overlap import settings
from overlap.pack.file_forms import FORMS
from overlap.pack.in_scope import Question
from overlap.pack.made import PAGES, of_page, whole
from overlap.pack.part import Pack
from ui import address, gateway
from ui.pinned import pinned_period

_MIMES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PEOPLE = "A file for others names no person: take the filter on people away, or filter by team."


def control(path: str) -> None:
    """The button, at the end of a run, when the address says all that is shown. `path` is the page's, '' the first."""
    page = path or "goals"
    with st.popover("Share", icon=":material/ios_share:", key="share"):
        st.caption("Link to what you see")
        st.code(link(path), language=None, wrap_lines=True)
        if page not in PAGES:
            st.caption("This page is not in the review pack: it is about single people or records.")
            return
        question = _question()
        _file("This page", page, "pdf", lambda: of_page(question, page, _silent))
        _file("This page", page, "xlsx", lambda: of_page(question, page, _silent))
        _file("All questions", "review-pack", "pdf", lambda: whole(question, _silent))
        st.caption(
            _PEOPLE
            if _is_about_people()
            else "Made when you click, with these filters. Teams only: no person, no lead."
        )


def link(path: str) -> str:
    """The address of this screen."""
    shown = urlencode(address.held(), doseq=True)
    app = (st.context.url or "").rstrip("/").removesuffix(f"/{path}").rstrip("/")  # Streamlit's ends in the page's path
    return f"{app}/{path}{'?' if shown else ''}{shown}"


def _question() -> Question:
    """What this run shows, asked again for others."""
    period = pinned_period()
    return Question(gateway.reader(), period.filters, period.comparison, settings.load().query_seconds)


def _file(of: str, name: str, form: str, make: Callable[[], Pack]) -> None:
    st.download_button(
        f"{of}, {form.upper()}",
        data=lambda: FORMS[form](make()),
        file_name=f"overlap-{name}-{gateway.house().as_of_at:%Y-%m-%d}.{form}",
        mime=_MIMES[form],
        key=f"share_{name}_{form}",
        icon=":material/download:",
        on_click="ignore",
        disabled=_is_about_people(),
        width="stretch",
    )


def _is_about_people() -> bool:
    return pinned_period().filters.reps is not None


def _silent(_what: str, _share: float) -> None:
    """The browser itself shows that a file is being made."""
