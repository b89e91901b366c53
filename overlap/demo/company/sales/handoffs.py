"""Which leads are handed to whom, and when: the score reaches the threshold, or the lot falls on a lead below it."""

from dataclasses import dataclass, fields

import numpy as np

from overlap.demo.company.basics.calendars import BUSINESS_DAY, DAY, HOUR, NEVER
from overlap.demo.company.basics.clocks import weekday
from overlap.demo.company.basics.draws import Flags, Ints
from overlap.demo.company.leads.leads import Leads
from overlap.demo.company.leads.scores import HIGHEST_SCORE, ROUNDS, Scores, scores
from overlap.demo.company.leads.touches import Touches
from overlap.demo.company.world.world import World

_REVIEWED_BY_PEOPLE = 0.6
_KEPT_BACK = 0.06  # of qualified leads: marketing sees at a glance that they are nobody for sales
_FRIDAY, _RUNS_AT = 4, 17 * HOUR + 45 * 60  # the others: by a rule that runs once a week, local time
_SEES_READY, _ADDS_POINTS = 0.6, 4  # share of the leads ready to buy that look like it, and what that is worth
_NOISE_POINTS = 12.0  # about as far above the threshold as true scores lie
_LOT_AFTER, _LOT_SPREAD = 21 * DAY, 14 * DAY  # after the lead came: most that ripen soon have done so


@dataclass(frozen=True)
class Handoffs:
    """One row a handoff, by lead and round. `lead` is a row of the chunk's leads, `rep` and `holder` are sellers."""

    lead: Ints
    round: Ints
    number: Ints
    qualified: Ints  # `NEVER` for a lead below the threshold
    drawn: Ints  # when the lot fell on a lead below the threshold, `NEVER` for the others
    handed: Ints
    handed_on: Ints  # local day
    score: Ints
    rep: Ints  # who got it
    holder: Ints  # who has it in the end: a colleague where it is to be passed on
    region: Ints

    def __len__(self) -> int:
        return len(self.number)

    def __getitem__(self, rows: Flags) -> "Handoffs":
        """Only these rows."""
        return Handoffs(**{item.name: getattr(self, item.name)[rows] for item in fields(self)})


@dataclass(frozen=True)
class _Given:
    """Leads given to sales in one round, by lead."""

    lead: Ints
    round: Ints
    qualified: Ints
    drawn: Ints
    handed: Ints
    score: Ints


def handoffs(world: World, leads: Leads, touches: Touches) -> Handoffs:
    """Every handoff that marketing would make of these leads, past and future."""
    first, second = (scores(world, leads, touches, number) for number in range(ROUNDS))
    explored = _explored(world, leads, first)
    nobody = np.array([], dtype=np.int64)
    parts = [
        _qualified(world, leads, first, 0, explored.lead),
        _qualified(world, leads, second, 1, nobody),
        explored,
    ]
    every = _Given(
        **{item.name: np.concatenate([getattr(part, item.name) for part in parts]) for item in fields(_Given)}
    )
    order = np.argsort(every.lead * ROUNDS + every.round)
    given = _Given(**{item.name: getattr(every, item.name)[order] for item in fields(_Given)})
    number = leads.number[given.lead] * ROUNDS + given.round
    region = leads.region[given.lead]
    of_pair = leads.campaign[given.lead] == world.campaigns.planted("pair")
    handed_on = world.clocks.local_day(region, given.handed)
    rep = world.reps.route(world.draws, number, handed_on, region, of_pair)
    passed_on = world.draws.chance("handoff.passed_on", number, world.effects.transfers)
    return Handoffs(
        lead=given.lead,
        round=given.round,
        number=number,
        qualified=given.qualified,
        drawn=given.drawn,
        handed=given.handed,
        handed_on=handed_on,
        score=_recorded(world, number, _looked_at(world, number, given.score, leads.ready[given.lead])),
        rep=rep,
        holder=np.where(passed_on, world.reps.colleague[rep], rep),
        region=region,
    )


def _looked_at(world: World, number: Ints, score: Ints, ready: Flags) -> Ints:
    """The score with what whoever looks at the lead adds, where they see that it is ready to buy."""
    adds = ready & world.draws.chance("handoff.seen_ready", number, _SEES_READY)
    return np.minimum(score + _ADDS_POINTS * adds, HIGHEST_SCORE)


def _recorded(world: World, number: Ints, score: Ints) -> Ints:
    """The score as it is written down: for some, a number that says nothing."""
    useless = world.draws.chance("handoff.score_useless", number, world.effects.useless_score)
    noise = world.effects.threshold + world.draws.geometric("handoff.score_noise", number, _NOISE_POINTS)
    return np.where(useless, np.minimum(noise, HIGHEST_SCORE), score)


def _qualified(world: World, leads: Leads, score: Scores, in_round: int, given: Ints) -> _Given:
    """The leads whose score reaches the threshold in that round, but for those already `given`."""
    reached = np.flatnonzero(score.counts & (score.after >= world.effects.threshold))
    lead, first = np.unique(score.touches.lead[reached], return_index=True)
    left = ~np.isin(lead, given)
    lead, qualified = lead[left], score.touches.at[reached[first]][left]
    handed = _reviewed(world, leads, lead, in_round, qualified)
    # The score goes on growing during the review; without that every handoff would carry the threshold as its score.
    return _Given(
        lead=lead,
        round=np.full(len(lead), in_round),
        qualified=qualified,
        drawn=np.full(len(lead), NEVER),
        handed=handed,
        score=score.at(lead, handed),
    )


def _explored(world: World, leads: Leads, score: Scores) -> _Given:
    """The leads below the threshold some weeks after they came that go to sales all the same, by lot."""
    draws = world.draws
    chosen = np.flatnonzero(draws.chance("lead.explored", leads.number, world.effects.exploration))
    number, region = leads.number[chosen], leads.region[chosen]
    due = leads.created[chosen] + _LOT_AFTER + draws.below("lead.explored_after", number, _LOT_SPREAD)
    drawn = world.clocks.after(region, due, np.ones(len(chosen), dtype=np.int64))
    below = score.at(chosen, drawn) < world.effects.threshold
    lead, drawn = chosen[below], drawn[below]
    wait = 60 + draws.below("handoff.explored_after", leads.number[lead], HOUR)
    return _Given(
        lead=lead,
        round=np.zeros(len(lead), dtype=np.int64),
        qualified=np.full(len(lead), NEVER),
        drawn=drawn,
        handed=world.clocks.after(region[below], drawn, wait),
        score=score.at(lead, drawn),
    )


def _reviewed(world: World, leads: Leads, lead: Ints, in_round: int, qualified: Ints) -> Ints:
    """The instant of the handoff: a person does it in business hours, a rule on Friday when the day's work is done.

    `NEVER` for a lead that whoever looks at it keeps back.
    """
    draws, number, region = world.draws, leads.number[lead] * ROUNDS + in_round, leads.region[lead]
    working = 60 + (draws.uniform("handoff.review", number) * 5 * BUSINESS_DAY).astype(np.int64)
    by_person = world.clocks.after(region, qualified, working)
    day, second = world.clocks.local_day(region, qualified), world.clocks.second(region, qualified)
    friday = day + (_FRIDAY - weekday(day)) % 7
    friday = np.where((friday == day) & (second >= _RUNS_AT), friday + 7, friday)
    by_rule = world.clocks.utc(region, friday, np.full(len(lead), _RUNS_AT))
    by_rule = by_rule + draws.below("handoff.in_run", number, 5 * 60) + 60
    handed = np.where(draws.chance("handoff.by_person", number, _REVIEWED_BY_PEOPLE), by_person, by_rule)
    return np.where(draws.chance("handoff.kept_back", number, _KEPT_BACK), NEVER, handed)
