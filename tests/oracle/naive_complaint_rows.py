"""The handoffs, weeks and follow-ups that the four complaints compare, by the handbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any

from naive_clocks import due_at, first_attempt, open_spans, region_of
from naive_facts import Facts
from naive_filters import keeps, keeps_person
from naive_handoffs import Handoff
from naive_rejects import reason_of
from naive_rounds import Person
from naive_rows import When, earliest

from overlap.reports import Filters

NOW, REFERENCE = "now", "reference"
NO_CONTACT = ("duplicate", "wrong_data", "opt_out", "competitor")
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class One:
    """A handoff: the day and the week of it, whose it counts as, and whether marketing brought the lead."""

    handoff: Handoff
    person: Person
    day: date
    rep_key: str
    team: str | None
    is_marketing: bool

    @property
    def week(self) -> date:
        """Its Monday."""
        return self.day - timedelta(days=self.day.weekday())


@dataclass(frozen=True)
class Rows:
    """A company under filters; its as-of has a clock, so the last day that is over is the one before."""

    facts: Facts
    filters: Filters

    @property
    def is_narrowed(self) -> bool:
        """Whether this is not the whole company."""
        return self.filters != Filters(self.filters.starts_on, self.filters.ends_on)

    def agreed(self, kind: str, when: When | None = None) -> Mapping[str, Any]:
        """As in force then, else at as-of."""
        return self.facts.known.agreed(kind, when.at if when else self.facts.known.as_of)

    @cached_property
    def arms(self) -> Mapping[str, tuple[date, date]]:
        """The period asked for, as far as its days are over, else twelve months; and the twelve to hold it against."""
        over = self.facts.known.day(self.facts.known.as_of)
        starts, ends = self.filters.starts_on or _years(over, -1), min(self.filters.ends_on or over, over)
        agreed = self.agreed("reference")["starts_on"]
        first = date.fromisoformat(agreed) if agreed else None
        return {NOW: (starts, ends), REFERENCE: (first, _years(first, 1)) if first else (_years(starts, -1), starts)}

    def of(self, arm: str) -> list[One]:
        """The handoffs of a period that the filters leave."""
        starts, ends = self.arms[arm]
        return [
            one
            for one in self.every
            if starts <= one.day < ends and keeps_person(self.filters, one.person, one.handoff.rep_id, one.team)
        ]

    @cached_property
    def every(self) -> list[One]:
        """Each handoff there is."""
        teams = {rep["rep_id"]: rep.get("team") for rep in self.facts.known.tables["reps"]}
        brought = {row["lead_id"]: row.get("sourced_by") or "marketing" for row in self.facts.known.tables["leads"]}
        return [
            One(
                one, lead.person, self.facts.known.day(one.handed_at.at), _key(one),
                teams.get(one.rep_id) if one.rep_id else None, brought[one.lead_id] == "marketing",
            )
            for one, lead in self.facts.handoffs
        ]  # fmt: skip

    def known_of(self, one: One) -> tuple[str | None, ...]:
        """Channel, segment, region, and how many of the nine limits between the tenths of the reference it is over."""
        score = one.handoff.rows[0].get("score")
        over = None if score is None else str(sum(score > limit for limit in self._limits))
        return one.person.channel, one.person.segment, one.person.region, over

    @cached_property
    def _limits(self) -> set[int]:
        scores = sorted(score for one in self.of(REFERENCE) if (score := one.handoff.rows[0].get("score")) is not None)
        return {scores[ceil(Fraction(tenth, 10) * len(scores)) - 1] for tenth in range(1, 10)} if scores else set()

    def by_week(self, arm: str) -> list[int]:
        """Marketing's handoffs of each whole week of a period, from the first that the company ever handed over on."""
        starts, ends = self.arms[arm]
        first = max(starts, min(one.day for one in self.every))
        monday = first + timedelta(days=-first.weekday() % 7)
        came = [one.week for one in self.of(arm) if one.is_marketing]
        return [came.count(monday + n * WEEK) for n in range((ends - monday) // WEEK)]

    def followed(self, one: One) -> tuple[bool, bool]:
        """Whether an answer was due by now, and whether it came in time."""
        known, handoff = self.facts.known, one.handoff
        closed = earliest(when for _, when in handoff.closings)
        attempt = first_attempt(known, list(handoff.rows), closed, self._following(handoff))
        due = due_at(known, handoff.handed_at.at, region_of(known, handoff.lead_id, self._receiver(handoff)))
        is_excused = attempt is None and closed is not None and closed.at <= due and reason_of(handoff) in NO_CONTACT
        is_due = due <= known.as_of and not is_excused
        return is_due, is_due and attempt is not None and attempt.at <= due

    def _following(self, handoff: Handoff) -> When | None:
        return earliest(
            one.handoff.handed_at
            for one in self.every
            if one.handoff.lead_id == handoff.lead_id and one.handoff.handed_at.at > handoff.handed_at.at
        )

    def _receiver(self, handoff: Handoff) -> str | None:
        """Who got it first."""
        if handoff.is_holder_unknown:
            return None
        row = handoff.rows[0]
        taken = [
            (one["assigned_at"].at, one["rep_id"])
            for one in self.facts.known.tables["assignments"]
            if one["handoff_id"] == row["handoff_id"]
        ]
        return min(taken)[1] if taken else row.get("rep_id")

    def fullness(self, monday: date) -> tuple[int, Fraction] | None:
        """What came in a week to the people asked for, and what they agreed they can take in its working days."""
        people = Filters(reps=self.filters.reps, teams=self.filters.teams)
        came = [
            one for one in self.every
            if one.week == monday and keeps_person(people, one.person, one.handoff.rep_id, one.team)
        ]  # fmt: skip
        room = sum((self._room(rep, monday) for rep in self.facts.known.tables["reps"]), Fraction(0))
        return (len(came), room) if room else None

    def _room(self, rep: Mapping[str, Any], monday: date) -> Fraction:
        known = self.facts.known
        if not (keeps(self.filters.reps, rep["rep_id"]) and keeps(self.filters.teams, rep.get("team"))):
            return Fraction(0)
        start = When(known.as_of, False).at.replace(year=monday.year, month=monday.month, day=monday.day, hour=0)
        days = {opens.date() for opens, _ in open_spans(known, start - timedelta(days=1), rep.get("region"))}
        first, last = rep.get("active_from"), rep.get("active_to")
        worked = [
            day
            for day in days
            if monday <= day < monday + WEEK
            and day <= known.day(known.as_of)
            and (not first or day >= date.fromisoformat(first))
            and (not last or day <= date.fromisoformat(last))
        ]
        return Fraction(rep.get("weekly_capacity") or 0, 5) * len(worked)


def _key(one: Handoff) -> str:
    """Nobody, and nobody knows who, are a person each."""
    if one.is_holder_unknown:
        return "transferred"
    return f"rep {one.rep_id}" if one.rep_id else "unassigned"


def _years(day: date, number: int) -> date:
    return day.replace(year=day.year + number)
