"""The rows of leads, lead_changes and touches, as an export taken at as-of shows them."""

import unicodedata

import numpy as np
import polars as pl

from overlap.demo.company.basics.calendars import DAY, REGIONS
from overlap.demo.company.basics.columns import ids, instants, integers, money, table, words
from overlap.demo.company.basics.draws import Draws, Ints
from overlap.demo.company.leads.leads import SEGMENTS, Leads
from overlap.demo.company.leads.touches import Touches
from overlap.demo.company.world.channels import CHANNELS, KINDS
from overlap.demo.company.world.names import (
    CONTENT,
    FIRM_FORMS,
    FIRM_NAMES,
    FIRM_TRADES,
    FIRST_NAMES,
    INDUSTRIES,
    LAST_NAMES,
    TITLES,
)
from overlap.demo.company.world.world import World

_SEGMENT_LATE = 0.08  # of leads: the segment is filled in some weeks after
_EMPLOYEES = np.array([[3, 97], [100, 900], [1_000, 14_000]])  # by segment: the fewest, and how many more
_SOURCED_BY = ("marketing", "sales", "partner")
_CONTENT_NAMES = [piece for kind in KINDS for piece in CONTENT[kind]]
_CONTENT_COUNT = np.array([len(CONTENT[kind]) for kind in KINDS])
_CONTENT_FIRST = np.cumsum(_CONTENT_COUNT) - _CONTENT_COUNT


def lead_ids(leads: Leads) -> pl.Series:
    """L0000001, L0000002, ..."""
    return ids("L", leads.number + 1)


def account_ids(leads: Leads) -> pl.Series:
    """A0000001, A0000002, ..."""
    return ids("A", leads.account + 1)


def lead_tables(world: World, leads: Leads) -> dict[str, pl.DataFrame]:
    """leads and lead_changes."""
    draws, until = world.draws, world.as_of
    known_at = _segment_known_at(draws, leads)
    lead_id, segment = lead_ids(leads), words(SEGMENTS, leads.segment)
    spread = draws.uniform("account.employees", leads.account) ** 3
    few, more = _EMPLOYEES[leads.segment].T
    columns = {
        "lead_id": lead_id,
        "account_id": account_ids(leads),
        "created_at": instants(leads.created),
        **_people(draws, leads),
        "segment": words(SEGMENTS, np.where(known_at <= until, leads.segment, -1)),
        "region": words([region.name for region in REGIONS], leads.region),
        "source_campaign_id": words(world.campaigns.ids(), leads.campaign),
        "channel": words(CHANNELS, leads.channel),
        "sourced_by": words(_SOURCED_BY, _sourced_by(draws, leads)),
        "was_customer": pl.Series(leads.was_customer),
        "industry": words(INDUSTRIES, draws.below("account.industry", leads.account, len(INDUSTRIES))),
        "employees": integers(few + (spread * more).astype(np.int64)),
        "opted_out_at": instants(leads.opted_out, until),
    }
    there = pl.Series(leads.created <= until)
    changed = pl.Series((known_at > 0) & (known_at <= until))
    changes = {"lead_id": lead_id, "changed_at": instants(known_at), "value": segment}
    changes["attribute"] = pl.Series(["segment"]).new_from_index(0, len(leads))
    return {
        "leads": table("leads", columns).filter(there),
        "lead_changes": table("lead_changes", changes).filter(there & changed),
    }


def touch_table(world: World, leads: Leads, touches: Touches) -> pl.DataFrame:
    """touches."""
    seen = touches.at <= world.as_of
    lead, number, kind = touches.lead[seen], touches.number[seen], touches.kind[seen]
    piece = _CONTENT_FIRST[kind] + world.draws.below("touch.content", number, _CONTENT_COUNT[kind])
    quantity = touches.quantity[seen]
    return table(
        "touches",
        {
            "touch_id": ids("T", number),
            "lead_id": lead_ids(leads).gather(lead),
            "campaign_id": words(world.campaigns.ids(), touches.campaign[seen]),
            "channel": words(CHANNELS, touches.channel[seen]),
            "touched_at": instants(touches.at[seen]),
            "kind": words(KINDS, kind),
            "content": words(_CONTENT_NAMES, piece),
            "quantity": money(quantity * 100, quantity < 0),
        },
    )


def _segment_known_at(draws: Draws, leads: Leads) -> Ints:
    """When the segment was filled in; 0 where it came with the lead."""
    after = (draws.exponential("lead.segment_after", leads.number) * 20 * DAY).astype(np.int64) + 3_600
    return np.where(draws.chance("lead.segment_late", leads.number, _SEGMENT_LATE), leads.created + after, 0)


def _sourced_by(draws: Draws, leads: Leads) -> Ints:
    by_partner = leads.channel == CHANNELS.index("partner")
    by_sales = leads.of_sales & draws.chance("lead.by_sales", leads.number, 0.9)
    return np.where(by_partner, 2, by_sales.astype(np.int64))


def _people(draws: Draws, leads: Leads) -> dict[str, pl.Series]:
    """lead_name, company, email, title."""
    first = draws.below("lead.first_name", leads.number, len(FIRST_NAMES))
    last = draws.below("lead.last_name", leads.number, len(LAST_NAMES))
    name = draws.below("account.name", leads.account, len(FIRM_NAMES))
    trade = draws.below("account.trade", leads.account, len(FIRM_TRADES))
    ascii_first, ascii_last = _plain(FIRST_NAMES), _plain(LAST_NAMES)
    domain = words(_plain(FIRM_NAMES), name) + "-" + words(_plain(FIRM_TRADES), trade) + ".example"
    firm = words(FIRM_NAMES, name) + " " + words(FIRM_TRADES, trade) + " " + words(FIRM_FORMS, leads.region)
    return {
        "lead_name": words(FIRST_NAMES, first) + " " + words(LAST_NAMES, last),
        "company": firm,
        "email": words(ascii_first, first) + "." + words(ascii_last, last) + "@" + domain,
        "title": words(TITLES, draws.below("lead.title", leads.number, len(TITLES))),
    }


def _plain(names: tuple[str, ...]) -> list[str]:
    """As in an address: lower case, no accents, no apostrophes."""
    stripped = [unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() for name in names]
    return [name.lower().replace("'", "") for name in stripped]
