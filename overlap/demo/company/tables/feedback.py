"""What sales says about a lead: stars, ticked reasons, a comment; who speaks up, and how, differs by rep."""

import numpy as np
import polars as pl

from overlap.demo.company.basics.calendars import BUSINESS_DAY, NEVER
from overlap.demo.company.basics.columns import ids, instants, integers, table, words
from overlap.demo.company.basics.draws import Draws, Ints
from overlap.demo.company.leads.leads import Leads
from overlap.demo.company.sales.handoffs import Handoffs
from overlap.demo.company.sales.outcomes import Outcomes
from overlap.demo.company.tables.comments import COMMENTS, comments
from overlap.demo.company.tables.lead_tables import lead_ids
from overlap.demo.company.world.world import World

_STAR_CUTS = np.array([-0.75, 0.05, 0.85, 1.7])
_EXTREME_CUT = 0.3
_BAD_REASONS = ("not ready", "no budget", "wrong contact", "wrong data", "only wanted the prize", "never heard of us")
_GOOD_REASONS = ("asked for a demo", "right person", "budget agreed", "knows the product", "urgent need", "good fit")
_GOOD_FROM = 3  # stars


def feedback_table(world: World, leads: Leads, found: Outcomes) -> pl.DataFrame:
    """feedback given by as-of, at most one a handoff, in the order of handoffs."""
    draws, handoffs = world.draws, found.handoffs
    number = handoffs.number
    decided = np.minimum(found.accepted, found.rejected)
    wait = 600 + (draws.exponential("feedback.after", number) * BUSINESS_DAY).astype(np.int64)
    given = world.clocks.after(handoffs.region, decided, wait)
    speaks = draws.chance("feedback.given", number, world.reps.coverage[handoffs.holder])
    row = np.flatnonzero((decided < NEVER) & speaks & (given <= world.as_of))
    rating = stars(world, leads, handoffs)
    comment = comments(world, leads, handoffs, rating >= _GOOD_FROM)[row]
    number, rating = number[row], rating[row]
    return table(
        "feedback",
        {
            "feedback_id": ids("F", number),
            "handoff_id": ids("H", number),
            "lead_id": lead_ids(leads).gather(handoffs.lead[row]),
            "rep_id": words(world.reps.ids(), handoffs.holder[row]),
            "rating": integers(rating),
            "reasons": _reasons(draws, number, rating),
            "comment": words(COMMENTS, comment),
            "given_at": instants(given[row]),
        },
    )


def stars(world: World, leads: Leads, handoffs: Handoffs) -> Ints:
    """1 to 5 for each handoff: the lead as it is, the rep's severity, chance; the planted rater knows only 1 and 5."""
    number, rep, lead = handoffs.number, handoffs.holder, handoffs.lead
    liking = 0.9 * leads.quality[lead] + 0.8 * leads.ready[lead] + 0.7 * world.draws.normal("feedback.mood", number)
    liking = liking + world.reps.severity[rep]
    given = 1 + np.searchsorted(_STAR_CUTS, liking, side="right")
    extreme = (rep == world.reps.planted("extreme")[0]) & world.draws.chance(
        "feedback.extreme", number, world.effects.extreme_rater
    )
    return np.where(extreme, np.where(liking > _EXTREME_CUT, 5, 1), given)


def _reasons(draws: Draws, number: Ints, stars: Ints) -> pl.Series:
    """One or two ticked boxes that go with the stars, separated by `;`."""
    good = len(_BAD_REASONS) * (stars >= _GOOD_FROM)
    one = draws.below("feedback.reason", number, len(_BAD_REASONS))
    other = (one + 1 + draws.below("feedback.other_reason", number, len(_BAD_REASONS) - 1)) % len(_BAD_REASONS)
    boxes = (*_BAD_REASONS, *_GOOD_REASONS)
    first, second = words(boxes, one + good), words(boxes, other + good)
    both = pl.Series(draws.chance("feedback.two_reasons", number, 0.35))
    return pl.select(pl.when(both).then(first + ";" + second).otherwise(first)).to_series()
