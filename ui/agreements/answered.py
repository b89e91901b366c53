"""What the company answered when its sources asked: part of what its numbers mean."""

import streamlit as st

from overlap import words
from overlap.warehouse.importing.told_by_company import told
from ui import gateway, parts

_ASSUMED = " (nobody has answered yet)"


def block() -> None:
    """Every question with what holds; nothing where no source asked."""
    rows = told(gateway.house())
    if not rows:
        return
    how = (
        "Answered at the import, and kept for the next: `overlap import SOURCE FOLDER --answer KEY=VALUE` changes one."
    )
    with parts.block("What your sources were told", how):
        st.table(
            [
                {
                    "Question": parts.escape(each.question),
                    "Answer": parts.escape(", ".join(each.answer)) + (_ASSUMED if each.is_assumed else ""),
                    "Of": words.DASH if each.count is None else f"{words.count(each.count)} {each.counts}",
                    "Asked by": parts.escape(f"{each.source}, {each.key}"),
                }
                for each in rows
            ],
            border="horizontal",
            hide_index=True,
        )
