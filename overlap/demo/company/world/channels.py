"""The channels a lead or a touch comes through: what they cost, whom they bring, and the kinds of touches of each."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Channel:
    """`euros_a_lead` follows published cost-per-lead surveys of B2B software, rounded; nobody pays for organic search.

    `quality` is what it adds to its leads' quality, `deal_size` the factor on what they buy: a visitor of a stand is a
    buyer with a budget more often than a subscriber of the newsletter is. Sizes are such that each channel
    returns between a half and six times its cost within half a year: who sends cheap leads sends small customers.
    """

    name: str
    euros_a_lead: int
    quality: float
    deal_size: float
    measures: tuple[str, ...]  # what its own system counts


_PAID = ("impressions", "clicks", "visits", "spend")
ALL = (
    Channel("paid_search", 90, 0.05, 0.8, _PAID),
    Channel("social", 70, 0.0, 0.65, _PAID),
    Channel("content", 55, 0.0, 1.05, ("impressions", "visits", "spend")),
    Channel("email", 15, -0.3, 0.22, ("sends", "clicks", "visits", "spend")),
    Channel("webinar", 60, 0.15, 0.42, ("visits", "spend")),
    Channel("trade_show", 350, 0.25, 1.5, ("visits", "booth_scans", "spend")),
    Channel("partner", 30, 0.0, 0.17, ("visits", "spend")),
    Channel("organic_search", 0, 0.0, 0.85, ()),
)
CHANNELS = tuple(channel.name for channel in ALL)
EUROS_A_LEAD = np.array([channel.euros_a_lead for channel in ALL])
QUALITY = np.array([channel.quality for channel in ALL])
DEAL_SIZE = np.array([*(channel.deal_size for channel in ALL), 0.85])  # the last: unrecorded
MEASURES = ("impressions", "clicks", "visits", "sends", "booth_scans", "spend")
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
