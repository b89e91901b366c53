"""What marketing runs: four lasting campaigns that carry the planted roles, and a changing cast around them."""

from dataclasses import dataclass

import numpy as np

from overlap.demo.company.basics.draws import Draws, Floats, Ints
from overlap.demo.company.world.arrivals import FIRST_DAY, QUIET_DAY
from overlap.demo.company.world.channels import CHANNELS, FITS, KINDS, QUALITY
from overlap.demo.company.world.effects import Effects

SLOTS = 1024
WEEK = 7
NONE = -1
_OTHERS_WEIGHT = 52.0  # of all campaigns without a planted role together; the planted ones have 48

# (role, name, channel, weight)
_PLANTED = (
    ("brand", "Paid search brand", "paid_search", 15.0),
    ("bad", "Content syndication", "content", 11.0),
    ("good", "Partner referrals", "partner", 10.0),
    ("pair", "Customer stories", "social", 12.0),
)
# (name, channel); always on
_LASTING = (("Newsletter", "email"), ("Webinar Product tour", "webinar"), ("Regional roadshow", "trade_show"))
# (name, channel, first day, days)
_PASSING = (
    ("Webinar Berlin", "webinar", 20, 220),
    ("Trade show Las Vegas 2024", "trade_show", 62, 40),
    ("Winter reactivation 2024", "email", 90, 120),
    ("Trade show Hannover 2024", "trade_show", 165, 45),
    ("Retargeting", "social", 160, 400),
    ("Paid search competitors", "paid_search", 330, 500),
    ("Trade show Las Vegas 2025", "trade_show", 428, 40),
    ("Winter reactivation 2025", "email", 455, 120),
    ("Trade show Hannover 2025", "trade_show", 530, 45),
    ("Buyer's guide", "content", 520, 480),
    ("Webinar Singapore", "webinar", 640, 330),
    ("Trade show Las Vegas 2026", "trade_show", 793, 40),
    ("Winter reactivation 2026", "email", 820, 120),
    ("Trade show Hannover 2026", "trade_show", 895, 45),
    ("Social lookalikes", "social", 700, None),
)
_MORE_THEMES = ("Retail", "Logistics", "Finance", "Health", "Energy", "Public sector", "Machinery", "Software")
_MORE_FORMS = (
    ("Webinar", "webinar"),
    ("Paid search", "paid_search"),
    ("Newsletter", "email"),
    ("Social ads", "social"),
    ("White paper", "content"),
    ("Trade show", "trade_show"),
    ("Partner days", "partner"),
)


@dataclass(frozen=True)
class Campaign:
    """One campaign; days are local days since 1970, `ends` is None while it has no planned end."""

    name: str
    channel: str
    starts: int
    ends: int | None
    weight: float
    role: str = ""


@dataclass(frozen=True)
class Campaigns:
    """All campaigns, their quality, and for each week which campaign a number in [0, 1) stands for."""

    all: tuple[Campaign, ...]
    channel: Ints
    quality: Floats
    share: Floats  # weeks x campaigns
    of_leads: Ints  # weeks x slots
    of_touches: Ints  # kinds x weeks x slots; NONE where no running campaign brings this kind

    def planted(self, role: str) -> int:
        """The index of the campaign with that role."""
        return next(index for index, campaign in enumerate(self.all) if campaign.role == role)

    def ids(self) -> list[str]:
        """C01, C02, ..."""
        return [f"C{index + 1:02}" for index in range(len(self.all))]

    def for_leads(self, days: Ints, uniform: Floats) -> Ints:
        """The campaign that brings a lead on that day."""
        return self.of_leads[self._week(days), (uniform * SLOTS).astype(np.int64)].astype(np.int64)

    def for_touches(self, kinds: Ints, days: Ints, uniform: Floats) -> Ints:
        """A campaign that can bring a touch of this kind on that day, or NONE."""
        return self.of_touches[kinds, self._week(days), (uniform * SLOTS).astype(np.int64)].astype(np.int64)

    def _week(self, days: Ints) -> Ints:
        return np.clip((days - FIRST_DAY) // WEEK, 0, len(self.share) - 1)


def campaigns(draws: Draws, effects: Effects, lead_count: int, last_day: int) -> Campaigns:
    """The campaigns of a company of that size, with their places in the list drawn by seed."""
    cast = _cast(lead_count)
    order = np.argsort(draws.uniform("campaign.place", np.arange(len(cast))), kind="stable")
    chosen = tuple(cast[index] for index in order)
    planted = {"bad": effects.bad_campaign, "good": effects.good_campaign, "pair": 0.0, "brand": 0.0}
    spread = effects.campaign_spread * np.clip(draws.normal("campaign.quality", order), -1.75, 1.75)
    channel = np.array([CHANNELS.index(campaign.channel) for campaign in chosen])
    spread += effects.channel_spread * QUALITY[channel]
    quality = np.array([planted.get(campaign.role, spread[index]) for index, campaign in enumerate(chosen)])
    weights = _weekly_weights(chosen, (max(last_day, QUIET_DAY) - FIRST_DAY) // WEEK + 1)
    of_touches = np.stack([_slots(np.where(FITS[kind][channel], weights, 0.0)) for kind in range(len(KINDS))])
    share = weights / weights.sum(axis=1, keepdims=True)
    return Campaigns(chosen, channel, quality, share, _slots(weights), of_touches)


def _cast(lead_count: int) -> list[Campaign]:
    extra = min(max(round(22 * (lead_count / 20_000) ** 0.4) - 22, 0), 178)
    weight = _OTHERS_WEIGHT / (len(_LASTING) + 0.25 * (len(_PASSING) + extra))
    planted = [Campaign(name, channel, FIRST_DAY - 120, None, weight, role) for role, name, channel, weight in _PLANTED]
    lasting = [Campaign(name, channel, FIRST_DAY - 60, None, weight) for name, channel in _LASTING]
    passing = [
        Campaign(name, channel, FIRST_DAY + start, None if days is None else FIRST_DAY + start + days, weight)
        for name, channel, start, days in _PASSING
    ]
    return planted + lasting + passing + [_extra(number, weight) for number in range(extra)]


def _extra(number: int, weight: float) -> Campaign:
    form, channel = _MORE_FORMS[number % len(_MORE_FORMS)]
    theme = _MORE_THEMES[number // len(_MORE_FORMS) % len(_MORE_THEMES)]
    season = number // (len(_MORE_FORMS) * len(_MORE_THEMES))
    starts = FIRST_DAY + number * 131 % 1_020 - 60
    name = f"{form} {theme}" + (f" {season + 1}" if season else "")
    return Campaign(name, channel, starts, starts + 60 + number * 97 % 500, weight)


def _weekly_weights(chosen: tuple[Campaign, ...], weeks: int) -> Floats:
    """Weeks x campaigns: the weight of each campaign that runs the whole week."""
    days = FIRST_DAY + WEEK * np.arange(weeks)[:, None]
    starts = np.array([campaign.starts for campaign in chosen])
    ends = np.array([campaign.ends if campaign.ends is not None else 1 << 30 for campaign in chosen])
    running = (days >= starts) & (days + WEEK - 1 <= ends)
    return np.where(running, np.array([campaign.weight for campaign in chosen]), 0.0)


def _slots(weights: Floats) -> Ints:
    """Weeks x SLOTS: the campaign each slot stands for, in proportion to the week's weights."""
    table = np.full((len(weights), SLOTS), NONE, dtype=np.int16)
    middles = (np.arange(SLOTS) + 0.5) / SLOTS
    for week, row in enumerate(weights):
        if row.sum() > 0:
            edges = np.cumsum(row) / row.sum()
            table[week] = np.minimum(np.searchsorted(edges, middles), len(row) - 1)
    return table
