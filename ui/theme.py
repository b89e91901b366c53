"""The colours of the viewer's theme, asked inside the run: at import it would stay the first viewer's."""

import streamlit as st

from overlap.charts.palette import DARK, LIGHT, Palette


def palette() -> Palette:
    """The tokens for charts and words in the theme this viewer sees now."""
    return DARK if st.context.theme.type == "dark" else LIGHT
