"""Everything people said about numbers, on Review meeting, each with the way to its screen."""

from urllib.parse import parse_qs

import streamlit as st

from ui import comments, parts, places

MOST = 20


def block() -> None:
    """The newest comments."""
    with parts.block(
        "Comments", "Written beside numbers on any page; each link shows the screen as its writer saw it."
    ):
        there = comments.standing()
        for said in there[:MOST]:
            with st.container(gap="xxsmall", key=f"said_{said.comment_id}"):
                st.markdown(f"**{parts.escape(comments.about(said.place))}**")
                comments.one(said, f"listed_{said.comment_id}")
                places.link(said.place.page, parse_qs(said.place.address))
        if not there:
            st.markdown("Nobody has commented on a number yet.")
        elif len(there) > MOST:
            st.caption(f"The newest {MOST} of {len(there)}.")
