"""The change that waits for its second signature in the demo company: what marketing would promise in return."""

from datetime import timedelta

from overlap.agreements import Draft
from overlap.demo.used.calendar import Calendar
from overlap.demo.used.writers import MARKETING
from overlap.reports import Filters
from overlap.store import Store
from overlap.store.proposals import propose
from overlap.subjects.quality.baseline import Ask

SUBMITTED = "demo-proposed"
_TOTALS = "goals/totals"
_WEEKS, _ROUNDED_TO = 13, 5
_NOTE = "About what we handed over in the last quarter. In return, the response limit should hold in August, too."


def propose_promise(store: Store, ask: Ask, calendar: Calendar) -> None:
    """Propose a promise of so many handoffs a week as there were in the last quarter, signed by marketing alone."""
    ends = calendar.today + timedelta(days=1)
    handed = ask(_TOTALS, Filters(starts_on=ends - timedelta(weeks=_WEEKS), ends_on=ends))["handoff_count"][0]
    weekly = int(handed / _WEEKS // _ROUNDED_TO * _ROUNDED_TO)
    day = calendar.working_day(calendar.today - timedelta(days=4))
    draft = Draft(
        "promise", {"handoffs_per_week": weekly}, calendar.at(calendar.first_of_month(-2), 0), MARKETING, "", _NOTE
    )
    propose(store, draft, SUBMITTED, calendar.at(day, 16))
