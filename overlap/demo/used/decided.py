"""What two past meetings of the demo company decided: on reasons for rejecting leads, and about a team."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from overlap.demo.used.calendar import Calendar
from overlap.demo.used.writers import CAMPAIGNS, MARKETING, OPERATIONS, SALES
from overlap.reports import Filters
from overlap.store import Store
from overlap.store.decisions import DONE, GUARDS, Decision, decide, move_decision
from overlap.store.ideas import park
from overlap.subjects.meeting.baseline import BASELINES
from overlap.subjects.quality.baseline import REASON_BY_CAMPAIGN, Ask, baseline

_METRIC, _REASONS = "reject_share", "quality/reject_reasons"
_LEVEL, _TEAM_DAYS, _DUE = "service_level", 60, timedelta(days=21)
_TEAM_WHAT = "One person a day keeps the morning free for new leads, and looks at the queue again at noon."
_IDEA = "Marketing joins two first calls a week and listens."
_BY_REASON = {
    "not_ready": ("Whoever only downloaded something gets three more e-mails before a call.", CAMPAIGNS),
    "no_budget": ("The first call asks for the budget of this year, and books a date for the next.", SALES),
    "no_need": ("The landing page says what the product is not for.", CAMPAIGNS),
    "wrong_person": ("The form asks for the role, and students get another answer.", CAMPAIGNS),
    "wrong_data": ("The form checks the e-mail address before it is sent.", OPERATIONS),
    "duplicate": ("New leads are matched with known accounts before they are handed over.", OPERATIONS),
    "chose_other": ("The comparison page is sent with the first answer.", SALES),
}
_OTHERWISE = ("The invitation says more plainly whom it is for.", CAMPAIGNS)


@dataclass(frozen=True)
class _Meeting:
    """When it was, over how many days its decisions are judged, and what was on its agenda.

    Each point is (place of the reason, the largest first; place of the campaign, the worst first, None for all).
    """

    days_ago: int
    window_days: int
    points: tuple[tuple[int, int | None], ...]


_MEETINGS = (_Meeting(165, 90, ((0, 0), (1, None))), _Meeting(72, 60, ((2, 0), (3, None))))


def note_decisions(store: Store, ask: Ask, calendar: Calendar) -> None:
    """Note what was changed, each on its day, with the baseline of that day."""
    for number, meeting in enumerate(_MEETINGS):
        day = calendar.working_day(calendar.today - timedelta(days=meeting.days_ago))
        for place, (reason, campaign) in enumerate(_agenda(ask, meeting, day)):
            what, owner = _BY_REASON.get(reason, _OTHERWISE)
            start = baseline(ask, reason, campaign, day, meeting.window_days)
            compared = "the other reasons" if campaign is None else "the other campaigns"
            decision = Decision(
                f"demo-decided-{number}-{place}", _METRIC, reason, compared, owner, what, day, meeting.window_days,
                MARKETING, campaign, start, day + _DUE,
            )  # fmt: skip
            decision_id = decide(store, decision, calendar.at(day, 11))
            if place == 0:
                move_decision(store, decision_id, DONE, by=owner, at=calendar.at(day + _DUE, 15))
    last = calendar.working_day(calendar.today - timedelta(days=_MEETINGS[-1].days_ago))
    _on_a_team(store, ask, calendar, last)
    park(store, "demo-parked", _IDEA, SALES, calendar.at(last, 12))


def _on_a_team(store: Store, ask: Ask, calendar: Calendar, day: date) -> None:
    """The larger half of the teams is looked at: whoever answers fewest leads in time there is to answer more."""
    before = Filters(starts_on=day - timedelta(days=_TEAM_DAYS), ends_on=day)
    teams = ask(BASELINES, before, metric=_LEVEL, dimension="team")
    teams = teams.filter(pl.col("group_id").is_not_null() & (pl.col("record_count") >= pl.col("record_count").median()))
    if teams.is_empty():
        return
    team = teams.sort("adjusted_share", "group_id").row(0, named=True)
    decision = Decision(
        "demo-decided-team", _LEVEL, team["group_id"], "the other teams", SALES, _TEAM_WHAT, day, _TEAM_DAYS, SALES,
        None, team["adjusted_share"], day + _DUE, GUARDS[_LEVEL], "team", team["group_id"],
    )  # fmt: skip
    decide(store, decision, calendar.at(day, 11))


def _agenda(ask: Ask, meeting: _Meeting, day: date) -> Iterator[tuple[str, str | None]]:
    """(reason, campaign) of each point, as far as the company had so many by then; of what people saw on that day."""
    lately = Filters(starts_on=day - timedelta(days=meeting.window_days), ends_on=day)
    reasons = ask(_REASONS, lately).sort("rejected_count", "reason", descending=[True, False])["reason"].to_list()
    for place, campaign_place in meeting.points:
        if place >= len(reasons):
            continue
        if campaign_place is None:
            yield reasons[place], None
            continue
        worst = _worst(ask(REASON_BY_CAMPAIGN, lately, reason=reasons[place]))
        if campaign_place < len(worst):
            yield reasons[place], worst[campaign_place]


def _worst(campaigns: pl.DataFrame) -> list[str]:
    """The larger half of the campaigns by their adjusted share, the highest first: nobody meets about a handful."""
    named = campaigns.filter(pl.col("campaign_id").is_not_null() & pl.col("shrunk_share").is_not_null())
    named = named.filter(pl.col("old_enough_count") >= pl.col("old_enough_count").median())
    return named.sort("shrunk_share", "campaign_id", descending=[True, False])["campaign_id"].to_list()
