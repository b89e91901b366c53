"""A page that is being left hears nothing more: what is clicked on it after a link would bring it back.

Until the next page has begun, the browser says of all it asks that it is on the page before; Streamlit takes the latest
for the page to show, and the link is lost.
"""

from streamlit.components.v2 import component

LONGEST_MS = 5_000  # then the page is heard again: what was asked for may never come
_GUARD = f"""
const heard = ["click", "pointerdown", "mousedown", "keydown", "input", "change"]
const isPlain = event => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
if (!window.overlapLeaving) {{
    window.overlapLeaving = {{ until: 0 }}
    const guard = event => {{
        const on = event.target instanceof Element ? event.target : document.body
        const link = on.closest('[data-testid="stPageLink"] a')
        if (link) {{
            const isAnother = new URL(link.href, location.href).pathname !== location.pathname
            if (event.type === "click" && isPlain(event) && link.target !== "_blank" && isAnother)
                window.overlapLeaving.until = Date.now() + {LONGEST_MS}
        }} else if (Date.now() < window.overlapLeaving.until && on.closest('[data-testid="stMain"]')) {{
            event.stopImmediatePropagation()
            event.preventDefault()
        }}
    }}
    for (const type of heard) window.addEventListener(type, guard, {{ capture: true }})
}}
export default function () {{ window.overlapLeaving.until = 0 }}
"""
_guard = component("overlap_leaving", css=".st-key-leaving { display: none; }", js=_GUARD, isolate_styles=False)


def begun(page: str) -> None:
    """The page of that path has begun: its links are watched, and what was left for it is over."""
    _guard(key="leaving", data={"page": page}, height=1)
