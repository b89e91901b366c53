"""How a page is printed from the browser: what it says and shows, without what only a screen needs, nothing cut.

Streamlit scrolls the page within a frame as high as the window, of which a printer would get one sheet; and its charts
are as wide as the window made them, so the page is laid out as wide as it is on the screen and made smaller as a whole.
"""

import streamlit as st
from streamlit.components.v2 import component

from overlap import words
from overlap.reports.filters import LISTS, written
from ui import gateway, parts
from ui.pinned import pinned_period

_SHEET = 1054  # px of an A4 sheet on its side within its margins
_ONLY_ON_SCREEN = ", ".join(
    f'[data-testid="{name}"]'
    for name in (
        "stSidebar", "stHeader", "stToolbar", "stStatusWidget", "stPopover", "stButton", "stDownloadButton",
        "stExpandSidebarButton", "stDecoration", "stToast", "stTooltipIcon",
    )
)  # fmt: skip
_SCROLLS = ", ".join(
    f'[data-testid="{name}"]' for name in ("stApp", "stAppViewContainer", "stMain", "stMainBlockContainer")
)
_PRINT = f"""
.st-key-printed, .st-key-on_paper {{ display: none; }}
@media print {{
    @page {{ size: A4 landscape; margin: 9mm; }}
    :root, body {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
    {_ONLY_ON_SCREEN} {{ display: none !important; }}
    .st-key-on_paper {{ display: block; }}
    html, body, #root, #root > div, [data-testid="stAppViewContainer"] > div, {_SCROLLS} {{
        position: static !important; display: block !important; overflow: visible !important;
        height: auto !important; max-height: none !important; width: auto !important; max-width: none !important;
    }}
    [data-testid="stMainBlockContainer"] {{
        padding: 0 !important; width: var(--page-width, auto) !important; zoom: var(--page-zoom, 1);
    }}
    [data-testid="stPlotlyChart"], [data-testid="stMetric"], [data-testid="stAlert"], [data-testid="stDataFrame"] {{
        break-inside: avoid;
    }}
    h1, h2, h3 {{ break-after: avoid; }}
    details:not([open]) {{ display: none !important; }}
}}
"""
_MEASURE = f"""
export default function () {{
    const measure = () => {{
        const page = document.querySelector('[data-testid="stMainBlockContainer"]')
        if (!page || window.matchMedia("print").matches) return
        const style = getComputedStyle(page)
        const width = page.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
        document.documentElement.style.setProperty("--page-width", `${{width}}px`)
        document.documentElement.style.setProperty("--page-zoom", Math.min(1, {_SHEET} / width))
    }}
    measure()
    window.addEventListener("resize", measure)
    window.addEventListener("beforeprint", measure)
    return () => {{
        window.removeEventListener("resize", measure)
        window.removeEventListener("beforeprint", measure)
    }}
}}
"""
_printed = component("overlap_printed", css=_PRINT, js=_MEASURE, isolate_styles=False)


def everywhere() -> None:
    """Once a run, by the frame."""
    _printed(key="printed", height=1)


def on_paper() -> None:
    """What a sheet says of itself, since the controls and the sidebar that say it on the screen are not printed."""
    house, period = gateway.house(), pinned_period()
    asked = written(period.filters)
    narrowed = "; ".join(f"{name}: {asked[name]}" for name in LISTS if name in asked)
    as_of = f"as of {words.instant(gateway.local(house.as_of_at))}"
    with st.container(key="on_paper"):
        st.caption(
            parts.escape(f"{period.words} · {narrowed or 'no filters'} · {as_of} · generation {house.generation}")
        )
