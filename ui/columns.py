"""When columns beside each other are too narrow to read: below a width of the window they stand below each other.

Streamlit does so itself on a phone only; on a tablet the sidebar takes a third, and labels of charts were cut.
"""

from streamlit.components.v2 import component

TOO_NARROW = 1100  # px; with the sidebar open, three eighths of the rest are about 230 px
_RULE = f"""
.st-key-columns {{ display: none; }}
@media (max-width: {TOO_NARROW}px) {{
    [data-testid="stMain"] [data-testid="stColumn"] {{ min-width: calc(100% - 1.5rem); }}
}}
"""
_page = component("overlap_columns", css=_RULE, isolate_styles=False)


def stack_on_tablets() -> None:
    """Once a run, by the frame."""
    _page(key="columns", height=1)
