"""The rows that belong to no lead: campaigns, campaign_days, reps, rates."""

import numpy as np
import polars as pl

from overlap.demo.company.basics.calendars import REGIONS
from overlap.demo.company.basics.clocks import weekday
from overlap.demo.company.basics.columns import dates, decimals, integers, money, table, words
from overlap.demo.company.basics.draws import Floats, Ints
from overlap.demo.company.leads.leads import BROUGHT_BY_CAMPAIGNS
from overlap.demo.company.revenue.rates import DAYS_BEFORE, dollar_millionths
from overlap.demo.company.world.arrivals import FIRST_DAY, QUIET_DAY
from overlap.demo.company.world.campaigns import WEEK
from overlap.demo.company.world.channels import ALL, EUROS_A_LEAD, MEASURES
from overlap.demo.company.world.names import FIRST_NAMES, SELLER_NAMES
from overlap.demo.company.world.world import World

_IMPRESSIONS, _CLICKS, _VISITS, _SENDS, _SCANS, _SPEND = range(6)
_LEADS_AN_ACCOUNT = 100 / 56 * BROUGHT_BY_CAMPAIGNS
_IMPRESSIONS_A_LEAD = 1_500
_PLANNED_OVER = 1.05  # budgets are planned a little above what leads cost
_NO_END_DAYS = 1_096


def house_tables(world: World) -> dict[str, pl.DataFrame]:
    """campaigns, campaign_days, reps and rates up to as-of."""
    return {
        "campaigns": _campaigns(world),
        "campaign_days": _campaign_days(world),
        "reps": _reps(world),
        "rates": _rates(world),
    }


def _campaigns(world: World) -> pl.DataFrame:
    every = world.campaigns.all
    starts = np.array([campaign.starts for campaign in every])
    endless = np.array([campaign.ends is None for campaign in every])
    ends = np.array([campaign.starts + _NO_END_DAYS if campaign.ends is None else campaign.ends for campaign in every])
    # Budgets are planned for the three years up to the default as-of, whatever the cut.
    planned_days = QUIET_DAY - FIRST_DAY
    daily_leads = world.arrivals.daily()[:planned_days].mean() * _LEADS_AN_ACCOUNT
    weekly = world.campaigns.share[: planned_days // WEEK]
    share = weekly.sum(axis=0) / np.maximum((weekly > 0).sum(axis=0), 1)
    euros_a_lead = _PLANNED_OVER * EUROS_A_LEAD[world.campaigns.channel]
    thousands = np.maximum(np.round(daily_leads * share * (ends - starts) * euros_a_lead / 1_000), 1)
    return table(
        "campaigns",
        {
            "campaign_id": pl.Series(world.campaigns.ids()),
            "campaign_name": pl.Series([campaign.name for campaign in every]),
            "channel": pl.Series([campaign.channel for campaign in every]),
            "started_on": dates(starts),
            "ended_on": dates(ends, endless),
            "budget": money(thousands.astype(np.int64) * 100_000),
            "currency": pl.Series(["EUR"] * len(every)),
        },
    ).filter(pl.Series(starts <= world.house_day))


def _campaign_days(world: World) -> pl.DataFrame:
    """What the campaigns' own systems counted: all of it follows the leads to expect, but the scans at a stand."""
    days = np.arange(FIRST_DAY, world.house_day + 1)
    return pl.concat(_measured(world, index, days) for index in range(len(world.campaigns.all)))


def _measured(world: World, campaign: int, days: Ints) -> pl.DataFrame:
    week = np.clip((days - FIRST_DAY) // WEEK, 0, len(world.campaigns.share) - 1)
    share = world.campaigns.share[week, campaign]
    days, share = days[share > 0], share[share > 0]
    expected = world.arrivals.daily()[days - FIRST_DAY] * _LEADS_AN_ACCOUNT * share
    counts = _counts(world, campaign, days, expected)
    reported = [MEASURES.index(name) for name in ALL[world.campaigns.channel[campaign]].measures]
    measure = np.tile(reported, len(days))
    quantity = np.stack([counts[kind] for kind in reported], axis=1).ravel()
    kept = pl.Series(quantity > 0)
    return table(
        "campaign_days",
        {
            "campaign_id": words(world.campaigns.ids(), np.full(len(measure), campaign)),
            "day": dates(np.repeat(days, len(reported))),
            "measure": words(MEASURES, measure),
            "quantity": money(quantity),
            "currency": words(["EUR"], np.where(measure == _SPEND, 0, -1)),
        },
    ).filter(kept)


def _counts(world: World, campaign: int, days: Ints, expected: Floats) -> dict[int, Ints]:
    """Hundredths of each measure: 100 a visit, cents of spend."""
    draws, number = world.draws, campaign * 100_000 + days
    noise = np.exp(0.25 * draws.normal("campaign.noise", number))
    impressions = (expected * _IMPRESSIONS_A_LEAD * noise).astype(np.int64)
    visits = (expected * 25 * np.exp(0.3 * draws.normal("campaign.visits", number))).astype(np.int64)
    scans = (20 + 80 * draws.uniform("campaign.scans", number)).astype(np.int64) * (weekday(days) < 5)
    return {
        _IMPRESSIONS: impressions * 100,
        _CLICKS: impressions // 60 * 100,
        _VISITS: visits * 100,
        _SENDS: impressions // 5 * 100,
        _SCANS: scans * 100,
        _SPEND: (expected * EUROS_A_LEAD[world.campaigns.channel[campaign]] * noise * 100).astype(np.int64),
    }


def _reps(world: World) -> pl.DataFrame:
    reps = world.reps
    numbers = np.arange(len(reps.region))
    developer = numbers >= reps.count
    first = (numbers * 7 + numbers // len(SELLER_NAMES)) % len(FIRST_NAMES)
    name = [f"{FIRST_NAMES[one]} {SELLER_NAMES[n % len(SELLER_NAMES)]}" for n, one in zip(numbers, first, strict=True)]
    region = words([place.name for place in REGIONS], reps.region)
    capacity = np.concatenate([reps.agreed_capacity, np.zeros(developer.sum())])
    since = FIRST_DAY - 30 - world.draws.below("rep.since", numbers, 1_500)
    joined, left = np.concatenate([reps.active, np.zeros((developer.sum(), 2), dtype=np.int64)]).T
    return table(
        "reps",
        {
            "rep_id": pl.Series(reps.ids()),
            "rep_name": pl.Series(name),
            "team": pl.select(pl.when(pl.Series(developer)).then(pl.lit("Development")).otherwise("Sales " + region))
            .to_series(),
            "role": words(("ae", "sdr"), developer.astype(np.int64)),
            "email": pl.Series(reps.ids()).str.to_lowercase() + "@overlap-demo.example",
            "region": region,
            "weekly_capacity": integers(capacity, developer),
            "active_from": dates(np.where(joined > 0, joined, since)),
            "active_to": dates(left, left == 0),
        },
    )  # fmt: skip


def _rates(world: World) -> pl.DataFrame:
    days = np.arange(FIRST_DAY - DAYS_BEFORE, world.house_day + 1)
    return table(
        "rates",
        {
            "currency": pl.Series(["USD"] * len(days)),
            "day": dates(days),
            "rate": decimals(dollar_millionths(world, days) * 1_000, (18, 9)),
        },
    )
