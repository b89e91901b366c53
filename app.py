"""The picture frame: page config, navigation, shared filters, as-of line, then the page; errors become words here."""

import plotly.graph_objects  # noqa: F401 - first visitors at once must not race the slow imports
import streamlit as st

from ui import faults, filters, frame, gateway

st.set_page_config(page_title="Overlap", page_icon=frame.FAVICON, layout="wide")

from pathlib import Path  # noqa: E402 - until all pages stand

GROUPS = {
    "Together": [("goals", "Shared goals", ":material/flag:")],
    "Explore": [
        ("funnel", "Funnel leaks", ":material/filter_alt:"),
        ("revenue", "Joint revenue", ":material/join:"),
        ("lead", "Lead", ":material/person_search:"),
    ],
    "Trust": [("definitions", "Definitions", ":material/menu_book:"), ("data", "Data", ":material/database:")],
}
pages = {
    group: [
        st.Page(f"pages/{name}_page.py", title=title, icon=icon, url_path=None if name == "goals" else name, default=name == "goals")
        for name, title, icon in members if Path(f"pages/{name}_page.py").exists()
    ]
    for group, members in GROUPS.items()
    if any(Path(f"pages/{name}_page.py").exists() for name, _, _ in members)
}
page = st.navigation(pages)
frame.logo()

with faults.shown():
    gateway.pin()
    frame.as_of_line()
    if page.title in ("Shared goals", "Funnel leaks", "Joint revenue"):
        filters.draw()
    else:
        filters.draw_none()
    page.run()
