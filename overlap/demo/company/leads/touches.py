"""What a lead does with marketing, in the order it happens; it never depends on what sales does."""

from dataclasses import dataclass

import numpy as np

from overlap.demo.company.basics.calendars import DAY
from overlap.demo.company.basics.clocks import second_of_day, weekday
from overlap.demo.company.basics.draws import Draws, Flags, Ints, sigma
from overlap.demo.company.leads.leads import Leads
from overlap.demo.company.world.arrivals import STAYS_ON_WEEKEND, off_weekend
from overlap.demo.company.world.campaigns import NONE, WEEK
from overlap.demo.company.world.channels import DEFAULT_CHANNEL, FIRST_KIND, FITS, KINDS, UNRECORDED
from overlap.demo.company.world.world import World

ID_SPAN = 128  # touch number = lead number * 128 + draw
FIRST_OTHER = 12  # draws 0-11 are page views, 12 is the touch that made the lead, up to 95 the rest
FIRST_RETURN = 96  # draws 96-127: the lead came back
SESSION_PAGES = 3
_PAGE_DAYS = 12  # so that a 14-day landmark sees every page view
_PAGE_VIEW = KINDS.index("page_view")
_WEBINAR = KINDS.index("webinar")

# Cumulated shares of the kinds, page views to forms, among the touches that are no sessions: not ready, ready.
_KIND_EDGES = np.cumsum([[0.0, 0.31, 0.36, 0.11, 0.11], [0.0, 0.10, 0.19, 0.10, 0.29]], axis=1)
_WITHOUT_CAMPAIGN = np.where(np.array(KINDS) == "page_view", 0.7, 0.08)  # most visits come by nobody's advertising
_FROM_SOURCE = 0.6


@dataclass(frozen=True)
class Touches:
    """One row a touch, by lead and time. `lead` is a row of the chunk's leads, `quantity` -1 where it has none."""

    lead: Ints
    draw: Ints
    number: Ints
    at: Ints
    kind: Ints
    campaign: Ints
    channel: Ints
    quantity: Ints

    @property
    def returned(self) -> Flags:
        """Does the touch belong to the lead's second round?"""
        return self.draw >= FIRST_RETURN


@dataclass(frozen=True)
class _Drawn:
    """Touches before anything is known but whose they are: row of the lead, draw, and number."""

    lead: Ints
    draw: Ints
    number: Ints

    @property
    def is_first(self) -> Flags:
        """Is it the touch that made the lead?"""
        return self.draw == FIRST_OTHER


def touches(world: World, leads: Leads) -> Touches:
    """All touches of these leads, past and future."""
    drawn = _rows(world.draws, leads)
    at = _times(world, leads, drawn)
    order = np.argsort((drawn.lead << 42) | (at << 7) | drawn.draw)  # exact and unique: the same whatever the chunk
    drawn, at = _Drawn(drawn.lead[order], drawn.draw[order], drawn.number[order]), at[order]
    kind = _kinds(world.draws, leads, drawn)
    campaign = _campaigns(world, leads, drawn, at, kind)
    return Touches(
        lead=drawn.lead,
        draw=drawn.draw,
        number=drawn.number,
        at=at,
        kind=kind,
        campaign=campaign,
        channel=_channels(world, leads, drawn, kind, campaign),
        quantity=_quantities(world.draws, leads, drawn, kind),
    )


def _rows(draws: Draws, leads: Leads) -> _Drawn:
    """Every touch, unordered."""
    warmth = np.exp(0.3 * leads.quality)
    sessions = _sessions(leads.pages)
    others = 1 + draws.geometric("lead.touches", leads.number, np.where(leads.ready, 6.5, 2.6) * warmth)
    comes_back = draws.chance("lead.returns", leads.number, sigma(-1.7 + 0.5 * leads.quality))
    returns = np.where(comes_back, 1 + draws.geometric("lead.return_touches", leads.number, 3.4 * warmth), 0)
    # Where a visit made the lead, that visit is the first session.
    first_session = (FIRST_KIND[leads.channel] == _PAGE_VIEW).astype(np.int64)
    runs = (
        (first_session, sessions - first_session),
        (FIRST_OTHER, np.minimum(others, FIRST_RETURN - FIRST_OTHER)),
        (FIRST_RETURN, np.minimum(returns, ID_SPAN - FIRST_RETURN)),
    )
    lead = [np.repeat(np.arange(len(leads)), counts) for _, counts in runs]
    draw = [np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum()) for first, counts in runs]
    row, draws_ = np.concatenate(lead), np.concatenate(draw)
    return _Drawn(row, draws_, leads.number[row] * ID_SPAN + draws_)


def _sessions(pages: Ints) -> Ints:
    return np.minimum(-(-pages // SESSION_PAGES), FIRST_OTHER)


def _times(world: World, leads: Leads, drawn: _Drawn) -> Ints:
    draws, lead, number = world.draws, drawn.lead, drawn.number
    raw = leads.created[lead] + _seconds_after(draws, leads, drawn)
    region, created_on = leads.region[lead], leads.created_on[lead]
    day = world.clocks.local_day(region, raw)
    session = drawn.draw < FIRST_OTHER
    on_weekend = session & (weekday(day) >= 5) & ~draws.chance("touch.stays", number, STAYS_ON_WEEKEND)
    again = draws.below("touch.session_day", number, _PAGE_DAYS)
    day = np.where(on_weekend, created_on + again, day)  # drawn again: a session may not leave its twelve days
    day = np.where(session, day, off_weekend(draws, "touch", number, day, 1))
    at = world.clocks.utc(region, day, second_of_day(draws.uniform("touch.hour", number)))
    # On the day the lead came the believable hour may lie before it: then the touch follows within the half hour.
    soon = leads.created[lead] + 60 + draws.below("touch.soon", number, 1_800)
    at = np.where(at <= leads.created[lead], soon, at)
    return np.where(drawn.is_first, leads.created[lead], at)


def _seconds_after(draws: Draws, leads: Leads, drawn: _Drawn) -> Ints:
    """Seconds from the lead's creation to the touch, before hours and weekends are made believable."""
    lead, number = drawn.lead, drawn.number
    uniform, waiting = draws.uniform("touch.when", number), draws.exponential("touch.wait", number)
    prepared = draws.exponential("lead.prepares", leads.number) + draws.exponential("lead.decides", leads.number)
    ready_after = (1 + 14 * prepared)[lead]  # days
    burst = draws.chance("touch.burst", number, 0.85)
    towards_ready = np.where(burst, np.maximum(ready_after - 3 * waiting, 0.0), ready_after * uniform)
    days = np.where(leads.ready[lead], towards_ready, 35 * waiting)
    days = np.where(drawn.draw < FIRST_OTHER, _PAGE_DAYS * uniform, days)
    back_after = (110 + 160 * draws.uniform("lead.back_after", leads.number))[lead]
    days = np.where(drawn.draw >= FIRST_RETURN, back_after + 3 * waiting, days)
    return (days * DAY).astype(np.int64)


def _kinds(draws: Draws, leads: Leads, drawn: _Drawn) -> Ints:
    uniform = draws.uniform("touch.kind", drawn.number)
    edges = _KIND_EDGES[leads.ready[drawn.lead].astype(np.int64)]
    kind = (uniform[:, None] >= edges).sum(axis=1)
    kind = np.where(drawn.is_first, FIRST_KIND[leads.channel[drawn.lead]], kind)
    return np.where(drawn.draw < FIRST_OTHER, _PAGE_VIEW, kind)


def _campaigns(world: World, leads: Leads, drawn: _Drawn, at: Ints, kind: Ints) -> Ints:
    draws, cast, lead, number = world.draws, world.campaigns, drawn.lead, drawn.number
    day = at // DAY
    source = leads.campaign[lead]
    week = np.clip((day - world.first_day) // WEEK, 0, len(cast.share) - 1)
    fits = (source >= 0) & FITS[kind, cast.channel[source]] & (cast.share[week, source] > 0)
    from_source = fits & draws.chance("touch.from_source", number, _FROM_SOURCE)
    # The same number for all touches of a kind: a lead meets one mailing and one advertiser again and again.
    again = draws.uniform("lead.meets", leads.number[lead] * len(KINDS) + kind)
    campaign = np.where(from_source, source, cast.for_touches(kind, day, again))
    unknown = leads.of_sales[lead] | draws.chance("touch.without", number, _WITHOUT_CAMPAIGN[kind])
    return np.where(drawn.is_first, source, np.where(unknown, NONE, campaign))


def _channels(world: World, leads: Leads, drawn: _Drawn, kind: Ints, campaign: Ints) -> Ints:
    blank = world.draws.chance("touch.channel_blank", drawn.number, 0.3)
    unnamed = np.where(blank | leads.of_sales[drawn.lead], UNRECORDED, DEFAULT_CHANNEL[kind])
    unnamed = np.where(drawn.is_first, leads.channel[drawn.lead], unnamed)
    return np.where(campaign >= 0, world.campaigns.channel[campaign], unnamed)


def _quantities(draws: Draws, leads: Leads, drawn: _Drawn, kind: Ints) -> Ints:
    """Pages of a session (they add up to the lead's pages), minutes of a webinar."""
    pages, sessions = leads.pages[drawn.lead], _sessions(leads.pages)[drawn.lead]
    session = np.where(drawn.is_first, 0, drawn.draw)
    read = pages * (session + 1) // sessions - pages * session // sessions
    minutes = 5 + draws.below("touch.minutes", drawn.number, 56)
    quantity = np.where(kind == _WEBINAR, minutes, -1)
    return np.where(kind == _PAGE_VIEW, read, quantity)
