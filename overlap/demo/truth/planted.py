"""Everything that is planted: where, how big, and which quantity of the company it moves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from overlap.demo.company.basics.calendars import REGIONS
from overlap.demo.company.world.effects import LIMIT_MINUTES, PAGES_WHEN_READY, PLANNED_THRESHOLD
from overlap.demo.company.world.names import USEFUL_PIECE
from overlap.demo.company.world.world import World
from overlap.demo.options import TURNS
from overlap.demo.truth import quantities
from overlap.demo.truth.quantities import Measure, everyone, of_campaign, of_rep, year_on_year

Place = Mapping[str, list[str] | str | int]
# How early the term enters: into what sales does with a handoff, into the leads and their touches, or into how many
# handoffs there are, so that the queue in front of sales is another one.
Enters = Literal["work", "leads", "queue"]

_LOG_ODDS, _LOG_MINUTES = "log-odds", "log of business minutes"
_POINTS = "percentage points"


@dataclass(frozen=True)
class Planted:
    """One planted effect. `field` is its number in `Effects`, '' where nothing is planted and nothing may be found.

    `measure` is the quantity of `estimand`, in `measured_in`; None where no intervention belongs to the effect.
    """

    id: str
    kind: str
    field: str
    unit: str
    place: Callable[[World], Place]
    estimand: str
    measure: Measure | None = None
    measured_in: str = _POINTS
    enters: Enters = "work"

    def parameter(self, world: World) -> float:
        """Its size in that world; 0 is none."""
        return float(getattr(world.effects, self.field)) if self.field else 0.0


def _rep(role: str) -> Callable[[World], Place]:
    return lambda world: {"reps": [world.reps.ids()[seller] for seller in world.reps.planted(role)]}


def _campaign(role: str) -> Callable[[World], Place]:
    return lambda world: {"campaigns": [world.campaigns.ids()[world.campaigns.planted(role)]]}


def _pair(world: World) -> Place:
    return {**_campaign("pair")(world), **_rep("pair")(world)}


def _shows(world: World) -> Place:
    named = zip(world.campaigns.ids(), world.campaigns.all, strict=True)
    begun = [name for name, one in named if one.channel == "trade_show" and one.starts <= world.house_day]
    return {"campaigns": begun, "measure": "booth_scans"}


def _fixed(**place: list[str] | str | int) -> Callable[[World], Place]:
    return lambda _world: place


def _themed(world: World) -> Place:
    return {"campaigns": [*_campaign("bad")(world)["campaigns"], *_campaign("good")(world)["campaigns"]]}  # pyright: ignore


_DOLLAR_REGIONS = [each.name for each in REGIONS if each.currency != "EUR"]
_TURN = _fixed(since=TURNS.date().isoformat())
_ALL = _fixed(reps="all")

PLANTED = (
    Planted(
        "bad_campaign", "lead_quality", "bad_campaign", "points of quality", _campaign("bad"),
        "By how much the campaign's poor leads lower the acceptance of its own handoffs.",
        quantities.acceptance(of_campaign("bad")), enters="leads",
    ),
    Planted(
        "good_campaign", "lead_quality", "good_campaign", "points of quality", _campaign("good"),
        "By how much the campaign's good leads raise the acceptance of its own handoffs.",
        quantities.acceptance(of_campaign("good")), enters="leads",
    ),
    Planted(
        "fast_rep", "response_time", "fast_rep", _LOG_MINUTES, _rep("fast"),
        "By how much this person's quickness raises the share of their handoffs answered in time.",
        quantities.service_level(of_rep("fast")),
    ),
    Planted(
        "slow_rep", "response_time", "slow_rep", _LOG_MINUTES, _rep("slow"),
        "By how much this person's slowness lowers the share of their handoffs answered in time.",
        quantities.service_level(of_rep("slow")),
    ),
    Planted(
        "equal_reps", "response_time", "", _LOG_MINUTES, _rep("equal"),
        "Nothing: the two are equally fast and share one queue.",
    ),
    Planted(
        "speed_helps", "winning", "speed", _LOG_ODDS, _fixed(within_business_minutes=LIMIT_MINUTES),
        "Wins per 100 answered handoffs, were all of them answered in time, less were none.",
        quantities.wins_by_speed, "wins per 100 handoffs",
    ),
    Planted(
        "skilled_rep", "winning", "skilled_rep", _LOG_ODDS, _rep("skilled"),
        "By how much this person's skill raises the share of their opportunities that is won.",
        quantities.win_rate(of_rep("skilled")),
    ),
    Planted(
        "unskilled_rep", "winning", "unskilled_rep", _LOG_ODDS, _rep("unskilled"),
        "By how much this person's lack of skill lowers the share of their opportunities that is won.",
        quantities.win_rate(of_rep("unskilled")),
    ),
    Planted(
        "pair", "winning", "pair", _LOG_ODDS, _pair,
        "How many of 100 handoffs of the campaign to the person are won only because the two fit.",
        quantities.wins_of_pair, "wins per 100 handoffs",
    ),
    Planted(
        "leak", "conversion", "leak", _LOG_ODDS,
        _fixed(segments=["mid_market"], **{"from": "sql", "to": "opportunity"}),
        "By how much the leak lowers the share of sales-qualified mid-market leads that become an opportunity.",
        quantities.conversion,
    ),
    Planted(
        "extreme_rater", "feedback", "extreme_rater", "share of ratings", _rep("extreme"),
        "By how much forcing ratings to 1 or 5 raises their share among this person's ratings.",
        quantities.extreme_ratings,
    ),
    Planted(
        "readiness_jump", "behaviour", "pages_tell_readiness", "difference of shares",
        _fixed(kinds=["page_view"], pages=PAGES_WHEN_READY),
        "The share ready to buy among leads with that many pages or more, less among those with fewer.",
        quantities.readiness, enters="leads",
    ),
    Planted(
        "useless_score", "score", "useless_score", "share of scores", _fixed(handoffs="all"),
        "By how much noise in the score narrows the gap in acceptance between 50 points or more and fewer.",
        quantities.hot_acceptance, enters="leads",
    ),
    Planted(
        "threshold_too_low", "agreement", "threshold_too_low", "points", _fixed(planned_points=PLANNED_THRESHOLD),
        "Deals won more (or fewer) than with the planned threshold, with the same people and their queues.",
        quantities.wins, "won deals", enters="queue",
    ),
    Planted(
        "load_slows", "queue", "load_slows", f"{_LOG_MINUTES}, a day of work", _ALL,
        "By how much slower answers under load change the share of handoffs answered in time.",
        quantities.service_level(everyone),
    ),
    Planted(
        "load_loses", "queue", "load_loses", f"{_LOG_ODDS}, a day of work", _ALL,
        "By how much load raises the share of handoffs that are never answered.",
        quantities.unanswered,
    ),
    Planted(
        "hot_leads_first", "queue", "hot_first", "factor", _ALL,
        "By how much calling high scores first widens the gap in service level between 50 points or more and fewer.",
        quantities.hot_lead,
    ),
    Planted(
        "useless_measure", "translation", "", "leads a scan", _shows,
        "Nothing: scans at a stand follow no lead, and no lead follows a scan.",
    ),
    Planted(
        "currencies", "money", "", "", _fixed(regions=_DOLLAR_REGIONS, currency="USD"),
        "Nothing to find: these regions sell in dollars, and a sum that adds them to euros is wrong.", measured_in="",
    ),
    Planted(
        "silent_rep", "recording", "unlogged", "share of handoffs", _rep("silent"),
        "By how much what this person does not record lowers the share of their handoffs seen answered in time.",
        quantities.seen_in_time(of_rep("silent")),
    ),
    Planted(
        "late_rows", "recording", "late_rows", "share of a month's won deals", _fixed(listed_in="late_rows"),
        "Won deals that still stand as open at as-of; a later export shows them in the month they were won.",
        measured_in="won deals",
    ),
    Planted(
        "themes", "feedback", "themes", "share of comments", _themed,
        "Share of the comments on leads of these campaigns that say what is typical of them.", quantities.themed,
    ),
    Planted(
        "useful_piece", "content", "useful_piece", "share of mails and meetings",
        _fixed(pieces=[USEFUL_PIECE], how="sent"),
        "More wins of leads that were sent the piece before the deal was opened than of leads alike; it causes none.",
    ),
    Planted(
        "quality_falls", "turn", "quality_falls", "points of quality", _TURN,
        "By how much the fall lowers the acceptance of handoffs in the last year against the one before.",
        year_on_year(quantities.acceptance), enters="leads",
    ),
    Planted(
        "answers_slow", "turn", "answers_slow", _LOG_MINUTES, _TURN,
        "By how much it lowers the share of handoffs answered in time in the last year against the one before.",
        year_on_year(quantities.service_level),
    ),
    Planted(
        "closing_falls", "turn", "closing_falls", _LOG_ODDS, _TURN,
        "By how much it lowers the share of opportunities won in the last year against the one before.",
        year_on_year(quantities.win_rate),
    ),
    Planted(
        "leads_thin", "turn", "leads_thin", "share of leads", _TURN,
        "Handoffs a week fewer in the last year than in the one before, because fewer leads come.",
        year_on_year(quantities.handoffs_a_week), "handoffs a week", enters="queue",
    ),
)  # fmt: skip
