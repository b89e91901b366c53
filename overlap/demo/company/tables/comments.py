"""What sales writes beside the stars: phrases for good and for poor leads, and what is typical of some campaigns."""

import numpy as np

from overlap.demo.company.basics.draws import Flags, Ints
from overlap.demo.company.leads.leads import Leads
from overlap.demo.company.sales.handoffs import Handoffs
from overlap.demo.company.world.world import World

_BAD = (
    "Did not remember filling in the form.",
    "Student, writing a thesis.",
    "Said to call again next year, no budget now.",
    "Wrong number, and the mail bounced.",
    "Only came by for the prize draw.",
    "Nice talk, but they are too small for us.",
)
_GOOD = (
    "Had read the buyer's guide and asked precise questions.",
    "Wants a quote by Friday.",
    "Already compared us with two others, price matters.",
    "Brought the head of IT to the first call.",
    "Knew the customer story from the webinar.",
    "Please send more like this one!",
)
# (role of the campaign, are the stars good?, the word that stands in every phrase, the phrases)
THEMES = (
    ("bad", False, "white paper", ("Only wanted the white paper.", "Took the white paper for a class, buys nothing.")),
    ("good", True, "partner", ("Our partner had told them about us.", "Came through the partner and wants to start.")),
)
_THEMED = tuple(phrase for *_, phrases in THEMES for phrase in phrases)
COMMENTS = (*_BAD, *_GOOD, *_THEMED)
_COMMENTED = 0.4


def comments(world: World, leads: Leads, handoffs: Handoffs, good: Flags) -> Ints:
    """The comment on each handoff, as a place in `COMMENTS`; -1 where nothing is written."""
    draws, number = world.draws, handoffs.number
    campaign = leads.campaign[handoffs.lead]
    comment = draws.below("feedback.comment", number, len(_BAD)) + len(_BAD) * good
    typical = draws.chance("feedback.typical", number, world.effects.themes)
    for role, when_good, _, phrases in THEMES:
        here = typical & (good == when_good) & (campaign == world.campaigns.planted(role))
        first = COMMENTS.index(phrases[0])
        comment = np.where(here, first + draws.below("feedback.theme", number, len(phrases)), comment)
    return np.where(draws.chance("feedback.comments", number, _COMMENTED), comment, -1)
