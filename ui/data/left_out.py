"""Records that were read without fault and count for nothing, with the source's reason."""

import streamlit as st

from overlap import words
from overlap.warehouse.importing.told_by_company import left_out_of
from ui import gateway, parts


def block() -> None:
    """Each reason with its count; nothing where everything counts."""
    rows = left_out_of(gateway.house())
    if not rows:
        return
    with parts.block("Read and left out", "Accepted records that stand in no number by a rule of their system."):
        st.table(
            [
                {
                    "Source": parts.escape(source),
                    "Table": words.spoken(each.table),
                    "Why": parts.escape(each.reason),
                    "Records": words.count(each.count),
                }
                for source, each in rows
            ],
            border="horizontal",
            hide_index=True,
        )
