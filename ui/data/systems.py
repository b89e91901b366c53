"""Several systems, one company: how many leads were joined by which rule, which were not, and where systems differ."""

import streamlit as st

from overlap import words
from ui import gateway, parts, rows

_HOW = (
    "A lead of two systems is one person by an id that one keeps of the other, else by the same e-mail, else by an id "
    "that the other has merged; never by a name. Leads of one system with the same e-mail are one person (same system) "
    "only once both teams have signed that on Definitions. Select a line for its leads."
)


def block() -> None:
    """Counts by rule with their leads, and the conflicts; nothing where one system brought all leads."""
    counts = gateway.ask("data/joined")
    if counts.is_empty():
        return
    with parts.block("Who is who", _HOW):
        chosen = rows.listed(counts, "joined", "data/joined")
        if chosen:
            _leads(str(chosen["source"]), str(chosen["rule"]))
        conflicts = gateway.ask("data/identity_conflicts")
        if not conflicts.is_empty():
            differ = words.counted(int(conflicts["person_count"].max()), "person")  # pyright: ignore[reportArgumentType]
            st.caption(
                f"Systems say different things of up to {differ} in one column; whose word counts stands beside it."
            )
            rows.table(conflicts, "identity_conflicts", "data/identity_conflicts")


def _leads(source: str, rule: str) -> None:
    found = gateway.ask("data/identities", source=source, rule=rule)
    st.markdown(f"**{parts.escape(source)}, {rule}**: {words.counted(found.height, 'lead')}")
    row = rows.listed(found, "identities", "data/identities", hidden=("source", "rule"))
    if row:
        rows.open_lead(str(row["person"]))
    parts.export(found, "identities", f"export_identities_{source}")
