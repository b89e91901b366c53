"""The channels a lead or a touch comes through, and the kinds of touches each of them brings."""

import numpy as np

CHANNELS = ("paid_search", "social", "content", "email", "webinar", "trade_show", "partner", "organic_search")
KINDS = ("page_view", "ad_click", "email_click", "booth_scan", "webinar", "form")
POINTS = np.array([1, 2, 3, 6, 10, 12])  # of each kind; the same as the default scoring agreement
ORGANIC = CHANNELS.index("organic_search")
UNRECORDED = -1

_BROUGHT_BY = {
    "page_view": CHANNELS,
    "ad_click": ("paid_search", "social", "content"),
    "email_click": ("email", "partner"),
    "booth_scan": ("trade_show",),
    "webinar": ("webinar", "partner"),
    "form": CHANNELS,
}
FITS = np.array([[channel in _BROUGHT_BY[kind] for channel in CHANNELS] for kind in KINDS])

# A lead is created by its first touch: a scan at a stand, a seat in a webinar, and everywhere else a visit.
FIRST_KIND = np.array([
    {"trade_show": KINDS.index("booth_scan"), "webinar": KINDS.index("webinar")}.get(channel, KINDS.index("page_view"))
    for channel in (*CHANNELS, "unrecorded")
])  # fmt: skip

# What an unnamed campaign's touch is recorded as.
DEFAULT_CHANNEL = np.array([
    CHANNELS.index(name) for name in ("organic_search", "social", "email", "trade_show", "webinar", "organic_search")
])  # fmt: skip
