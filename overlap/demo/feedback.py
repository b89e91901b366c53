"""What sales says about a lead: stars, ticked reasons, a comment; who speaks up, and how, differs by rep."""

import numpy as np
import polars as pl

from overlap.demo.calendars import BUSINESS_DAY, NEVER
from overlap.demo.columns import ids, instants, integers, table, words
from overlap.demo.draws import Draws, Ints
from overlap.demo.lead_tables import lead_ids
from overlap.demo.leads import Leads
from overlap.demo.outcomes import Outcomes
from overlap.demo.world import World

_STAR_CUTS = np.array([-0.75, 0.05, 0.85, 1.7])
_EXTREME_CUT = 0.3
_BAD_REASONS = ("not ready", "no budget", "wrong contact", "wrong data", "only wanted the prize", "never heard of us")
_GOOD_REASONS = ("asked for a demo", "right person", "budget agreed", "knows the product", "urgent need", "good fit")
_BAD_COMMENTS = (
    "Did not remember filling in the form.",
    "Student, writing a thesis.",
    "Said to call again next year, no budget now.",
    "Wrong number, and the mail bounced.",
    "Only came by for the prize draw.",
    "Nice talk, but they are too small for us.",
)
_GOOD_COMMENTS = (
    "Had read the buyer's guide and asked precise questions.",
    "Wants a quote by Friday.",
    "Already compared us with two others, price matters.",
    "Brought the head of IT to the first call.",
    "Knew the customer story from the webinar.",
    "Please send more like this one!",
)
_GOOD_FROM = 3  # stars
_COMMENTED = 0.4


def feedback_table(world: World, leads: Leads, found: Outcomes) -> pl.DataFrame:
    """feedback given by as-of, at most one a handoff, in the order of handoffs."""
    draws, handoffs = world.draws, found.handoffs
    number = handoffs.number
    decided = np.minimum(found.accepted, found.rejected)
    wait = 600 + (draws.exponential("feedback.after", number) * BUSINESS_DAY).astype(np.int64)
    given = world.clocks.after(handoffs.region, decided, wait)
    speaks = draws.chance("feedback.given", number, world.reps.coverage[handoffs.rep])
    row = np.flatnonzero((decided < NEVER) & speaks & (given <= world.as_of))
    number, stars = number[row], _stars(world, leads, found)[row]
    comment = draws.below("feedback.comment", number, len(_BAD_COMMENTS)) + len(_BAD_COMMENTS) * (stars >= _GOOD_FROM)
    comment = np.where(draws.chance("feedback.comments", number, _COMMENTED), comment, -1)
    return table(
        "feedback",
        {
            "feedback_id": ids("F", number),
            "handoff_id": ids("H", number),
            "lead_id": lead_ids(leads).gather(handoffs.lead[row]),
            "rep_id": words(world.reps.ids(), handoffs.rep[row]),
            "rating": integers(stars),
            "reasons": _reasons(draws, number, stars),
            "comment": words((*_BAD_COMMENTS, *_GOOD_COMMENTS), comment),
            "given_at": instants(given[row]),
        },
    )


def _stars(world: World, leads: Leads, found: Outcomes) -> Ints:
    """1 to 5: the lead as it is, the rep's severity, and chance; the planted rater knows only 1 and 5."""
    number, rep, lead = found.handoffs.number, found.handoffs.rep, found.handoffs.lead
    liking = 0.9 * leads.quality[lead] + 0.8 * leads.ready[lead] + 0.7 * world.draws.normal("feedback.mood", number)
    liking = liking + world.reps.severity[rep]
    stars = 1 + np.searchsorted(_STAR_CUTS, liking, side="right")
    extreme = (rep == world.reps.planted("extreme")[0]) & world.draws.chance(
        "feedback.extreme", number, world.effects.extreme_rater
    )
    return np.where(extreme, np.where(liking > _EXTREME_CUT, 5, 1), stars)


def _reasons(draws: Draws, number: Ints, stars: Ints) -> pl.Series:
    """One or two ticked boxes that go with the stars, separated by `;`."""
    good = len(_BAD_REASONS) * (stars >= _GOOD_FROM)
    one = draws.below("feedback.reason", number, len(_BAD_REASONS))
    other = (one + 1 + draws.below("feedback.other_reason", number, len(_BAD_REASONS) - 1)) % len(_BAD_REASONS)
    boxes = (*_BAD_REASONS, *_GOOD_REASONS)
    first, second = words(boxes, one + good), words(boxes, other + good)
    both = pl.Series(draws.chance("feedback.two_reasons", number, 0.35))
    return pl.select(pl.when(both).then(first + ";" + second).otherwise(first)).to_series()
