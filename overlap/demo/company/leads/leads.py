"""The leads of a chunk: whose they are, what brought them, how good they are and whether they are ready to buy."""

from dataclasses import dataclass

import numpy as np

from overlap.demo.company.basics.calendars import DAY, NEVER, REGIONS
from overlap.demo.company.basics.draws import Draws, Flags, Floats, Ints, sigma
from overlap.demo.company.world.accounts import account_of, position_of
from overlap.demo.company.world.arrivals import TURN_DAY
from overlap.demo.company.world.campaigns import NONE
from overlap.demo.company.world.channels import CHANNELS, ORGANIC, UNRECORDED
from overlap.demo.company.world.effects import PAGES_WHEN_READY
from overlap.demo.company.world.world import World

SEGMENTS = ("small_business", "mid_market", "enterprise")
MID_MARKET = SEGMENTS.index("mid_market")
_SEGMENT_EDGES = np.array([0.50, 0.80])
_REGION_EDGES = np.cumsum([region.share for region in REGIONS])[:-1]
_ACCOUNTS_OF_SALES = 0.16  # found by sales: no campaign or channel is known of anything they did
_LEADS_WITHOUT_CAMPAIGN = 0.08
BROUGHT_BY_CAMPAIGNS = (1 - _ACCOUNTS_OF_SALES) * (1 - _LEADS_WITHOUT_CAMPAIGN)  # the share to expect


@dataclass(frozen=True)
class Leads:
    """One row a lead, in the order of lead numbers; categories are indexes into their lists, -1 is none."""

    number: Ints
    account: Ints
    region: Ints
    segment: Ints
    created: Ints
    created_on: Ints  # local day
    campaign: Ints
    channel: Ints
    of_sales: Flags  # the whole account was found by sales and never met a campaign or channel we know of
    is_old_customer: Flags  # of an account that was a customer before the first day
    was_customer: Flags
    opted_out: Ints  # an instant, or `NEVER`
    quality: Floats
    ready: Flags
    pages: Ints

    def __len__(self) -> int:
        return len(self.number)


def leads(world: World, numbers: Ints) -> Leads:
    """The leads with these numbers, which are whole blocks (the last one may be cut short)."""
    draws = world.draws
    account = account_of(numbers)
    region = np.searchsorted(_REGION_EDGES, draws.uniform("account.region", account), side="right")
    created = world.arrivals.created(draws, world.clocks, numbers, region)
    created_on = world.clocks.local_day(region, created)
    old = account < world.arrivals.customers
    of_sales = old | draws.chance("account.of_sales", account, _ACCOUNTS_OF_SALES)
    unknown = of_sales | draws.chance("lead.without", numbers, _LEADS_WITHOUT_CAMPAIGN)
    brought_by = world.campaigns.for_leads(created_on, draws.uniform("lead.campaign", numbers))
    campaign = np.where(unknown, NONE, brought_by)
    of_partners = (campaign >= 0) & (world.campaigns.channel[campaign] == CHANNELS.index("partner"))
    fallen = world.effects.quality_falls * ((created_on >= TURN_DAY) & ~of_sales & ~of_partners)
    known_quality = np.where(campaign >= 0, world.campaigns.quality[campaign], 0.0) - fallen
    by_account, by_lead = draws.normal("account.quality", account), draws.normal("lead.quality", numbers)
    quality = known_quality + 0.6 * by_account + 0.8 * by_lead
    ready = draws.chance("lead.ready", numbers, sigma(-0.7 + 0.9 * quality))
    return Leads(
        number=numbers,
        account=account,
        region=region,
        segment=np.searchsorted(_SEGMENT_EDGES, draws.uniform("account.segment", account), side="right"),
        created=created,
        created_on=created_on,
        campaign=campaign,
        channel=np.where(campaign >= 0, world.campaigns.channel[campaign], _unknown_channel(draws, numbers, of_sales)),
        of_sales=of_sales,
        is_old_customer=old,
        was_customer=old | draws.chance("account.customer", account, 0.05),
        opted_out=_opted_out(draws, numbers, created),
        quality=quality,
        ready=ready,
        pages=_pages(world, numbers, ready),
    )


def account_members(leads: Leads, rows: Ints, offset: int) -> tuple[Ints, Flags]:
    """The row of the lead `offset` places on in the account of each of `rows`, and whether there is one."""
    there = rows - position_of(leads.number[rows]) + offset
    inside = np.minimum(there, len(leads) - 1)
    return inside, (there == inside) & (leads.account[inside] == leads.account[rows])


def _pages(world: World, numbers: Ints, ready: Flags) -> Ints:
    """Pages read: 12 or more where ready, fewer where not, and the other way round for some."""
    draws = world.draws
    swapped = draws.chance("lead.pages_mislead", numbers, 0.5 - world.effects.pages_tell_readiness / 2)
    many = PAGES_WHEN_READY + draws.geometric("lead.pages_many", numbers, 6)
    few = np.minimum(1 + draws.geometric("lead.pages_few", numbers, 3), PAGES_WHEN_READY - 1)
    return np.where(ready != swapped, many, few)


def _opted_out(draws: Draws, numbers: Ints, created: Ints) -> Ints:
    after = (draws.exponential("lead.opts_out_after", numbers) * 90 * DAY).astype(np.int64) + 60
    return np.where(draws.chance("lead.opts_out", numbers, 0.02), created + after, NEVER)


def _unknown_channel(draws: Draws, numbers: Ints, of_sales: Flags) -> Ints:
    return np.where(of_sales | draws.chance("lead.channel_blank", numbers, 0.3), UNRECORDED, ORGANIC)
