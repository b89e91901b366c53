"""What must stay legible where Streamlit itself would not see to it: in a narrow window, and in the dark.

Columns beside each other stand below each other already on a tablet: there the sidebar takes a third, and labels of
charts were cut. Labels and values of cards go on in a second line. White on the violet of the dark theme had a
contrast of 2.9.
"""

from streamlit.components.v2 import component

from overlap.charts.palette import DARK
from ui import theme

TOO_NARROW = 1100  # px; with the sidebar open, three eighths of the rest are about 230 px
_ALWAYS = f"""
.st-key-legible, .st-key-legible_dark {{ display: none; }}
@media screen and (max-width: {TOO_NARROW}px) {{
    [data-testid="stMain"] [data-testid="stColumn"] {{ min-width: calc(100% - 1.5rem); }}
}}
[data-testid="stMetricLabel"] *, [data-testid="stMetricValue"], [data-testid="stMetricValue"] * {{
    white-space: normal;
}}
[data-testid="stBaseButton-primary"] kbd {{ color: inherit; }}
"""
_IN_THE_DARK = f"""
[data-testid^="stBaseButton-primary"]:not(:disabled), [data-testid="stMultiSelect"] span[title] {{
    color: {DARK.background};
}}
"""
_always = component("overlap_legible", css=_ALWAYS, isolate_styles=False)
_in_the_dark = component("overlap_legible_dark", css=_IN_THE_DARK, isolate_styles=False)


def everywhere() -> None:
    """Once a run, by the frame."""
    _always(key="legible", height=1)
    if theme.palette() is DARK:
        _in_the_dark(key="legible_dark", height=1)
