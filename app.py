"""The picture frame: page config, navigation, shared filters, as-of line, then the page; errors become words here."""

import plotly.graph_objects  # noqa: F401 - first visitors at once must not race the slow imports
import streamlit as st

from ui import (
    address,
    audience,
    clicks,
    demo_banner,
    faults,
    filters,
    frame,
    gateway,
    leaving,
    legible,
    notes,
    person,
    places,
    printed,
    share,
    waits,
    writing,
)
from ui.agreements import applying
from ui.meeting import adoption, presenter

clicks.keep_whole()
goals = st.Page("pages/goals_page.py", title="Shared goals", default=True)
sides = st.Page("pages/sides_page.py", title="Both sides", url_path="both-sides")
meeting = st.Page("pages/meeting_page.py", title="Review meeting", url_path="review-meeting")
funnel = st.Page("pages/funnel_page.py", title="Funnel leaks", url_path="funnel")
quality = st.Page("pages/quality_page.py", title="Lead quality", url_path="quality")
followup = st.Page("pages/followup_page.py", title="Follow-up", url_path="follow-up")
revenue = st.Page("pages/revenue_page.py", title="Joint revenue", url_path="revenue")
capacity = st.Page("pages/capacity_page.py", title="Capacity", url_path="capacity")
translation = st.Page("pages/translation_page.py", title="Translation", url_path="translation")
lead = st.Page("pages/lead_page.py", title="Lead", url_path="lead")
definitions = st.Page("pages/agreements_page.py", title="Definitions", url_path="definitions")
data = st.Page("pages/data_page.py", title="Data", url_path="data")
bring = st.Page("pages/bring_page.py", title="Bring your data", url_path="bring-your-data")
PAGES = {
    "Together": [goals, sides, meeting],
    "Explore": [quality, followup, funnel, revenue, capacity, translation, lead],
    "Trust": [definitions, data, bring],
}

# As whoever types addresses writes it.
by_name = st.Page("pages/goals_page.py", title=goals.title, url_path=places.HOME)

page = st.navigation({**PAGES, "": [by_name]}, position="hidden")
if page is by_name:
    st.switch_page(goals, query_params={name: st.query_params.get_all(name) for name in st.query_params})
st.set_page_config(page_title=f"{page.title} · Overlap", page_icon=frame.FAVICON, layout="wide")
frame.logo()
address.read()
places.come(page.url_path)
leaving.begun(page.url_path)
links = frame.Links(PAGES)
legible.everywhere()
printed.everywhere()
presenter.frame()

with faults.shown():
    if page is bring and not gateway.can_show():
        page.run()  # there is nothing to frame yet, and this page is how there will be
    else:
        gateway.pin()
        audience.control()
        notes.control()
        frame.as_of_line()
        applying.note()
        person.control()
        waits.draw()
        adoption.count()
        if page is revenue:
            row = filters.draw({"kinds": ("new",)})
        elif page in (goals, sides, meeting, quality, followup, funnel, capacity, translation):
            with st.container(key="shared_filters"):
                row = filters.draw()
        else:
            row = filters.draw_none()
        printed.on_paper()
        if page is not definitions:
            applying.warning()
        if page is not bring and not presenter.is_on():
            demo_banner.draw(page.url_path or "goals")
        ignored = st.container()
        page.run()
        with ignored:
            address.notice()
        with row:
            share.control(page.url_path)

address.write()
links.draw()
writing.heard()
