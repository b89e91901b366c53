"""Mistakes that people make in such SQL, planted one at a time in a copy of the queries."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from _pytest.mark import ParameterSet

from overlap.reports import catalogue
from overlap.sqlfile import QUERIES
from overlap.warehouse.building import models
from overlap.warehouse.reader import filtered_macros, reader


@dataclass(frozen=True)
class Mistake:
    """A wrong rule: in which file, what it says, and what it would say."""

    rule: str
    file: str
    right: str
    wrong: str


# A mistake in how questions are asked is noticed by asking.
QUICK_MISTAKES = (
    Mistake(
        "the day after the period belongs to it",
        "filtered/rules.sql",
        "day < (filters).ends_on",
        "day <= (filters).ends_on",
    ),
    Mistake(
        "a young lead that was won already is counted",
        "filtered/rules.sql",
        "else filtered.is_mature(age_days, within_days) and filtered.is_within(",
        "else filtered.is_within(",
    ),
    Mistake(
        "a touch as old as the window asked for is left out",
        "filtered/revenue/credit.sql",
        "age_s <= asked_window * 86400",
        "age_s < asked_window * 86400",
    ),
    Mistake(
        "a window asked for changes nothing",
        "filtered/revenue/credit.sql",
        "model = 'custom' or asked_window is not null or",
        "model = 'custom' or",
    ),
    Mistake(
        "the custom weights are those agreed last, not at the close",
        "filtered/revenue/credit.sql",
        "on deals.ends_at >= weights.effective_from\n        and deals.ends_at < weights.effective_to;",
        "on weights.effective_to = 'infinity';",
    ),
    Mistake(
        "weights asked for are taken in another order",
        "filtered/revenue/credit.sql",
        "coalesce(asked_weights[2], weights.lead)",
        "coalesce(asked_weights[3], weights.lead)",
    ),
    Mistake(
        "what is likely of a deal still open is all of it",
        "filtered/revenue/pipeline_credit.sql",
        "deal_probabilities.probability * cells.running_cents",
        "1.0 * cells.running_cents",
    ),
    Mistake(
        "a shared deal counts in full for each of its people",
        "filtered/revenue/deal_parts.sql",
        "sum(coalesce(deal_shares.rep_cents, deals.amount_cents))",
        "max(deals.amount_cents)",
    ),
    Mistake(
        "somebody wanted and somebody of the team wanted are enough",
        "filtered/revenue/deal_parts.sql",
        "        and ((filters).teams is null or list_position((filters).teams, reps.team) is not null)\n",
        "",
    ),
    Mistake(
        "a renewal that nobody met is counted among new business",
        "filtered/revenue/deal_contacts.sql",
        "where filtered.is_wanted_kind(filters, deals.kind)",
        "where true",
    ),
    Mistake(
        "another half-life starts anew at each touch",
        "filtered/revenue/credit.sql",
        "cast(sum(weight) over (partition by deal_id) as bigint) as c_n",
        "cast(sum(weight) over (partition by deal_id order by j) as bigint) as c_n",
    ),
)

# A mistake in another model takes another build to be noticed: these are left to the long run.
SLOW_MISTAKES = (
    Mistake(
        "a record just old enough is too young",
        "macros/accepted.sql",
        "coalesce(age_days >= within_days, false)",
        "coalesce(age_days > within_days, false)",
    ),
    Mistake(
        "the first instant after N days is within them",
        "macros/accepted.sql",
        "coalesce(days < within_days and",
        "coalesce(days <= within_days and",
    ),
    Mistake(
        "an automated mail is somebody's work",
        "models/deals/deal_activities.sql",
        "where activities.deal_id is null and not coalesce(activities.is_automated, false)",
        "where activities.deal_id is null",
    ),
    Mistake(
        "work on another deal of the group is work on this one",
        "models/deals/deal_activities.sql",
        "where activities.deal_id is null and not",
        "where not",
    ),
    Mistake(
        "a stage without a probability keeps the one before",
        "models/deals/deal_probabilities.sql",
        "from canonical.deal_stages\n",
        "from canonical.deal_stages where probability is not null\n",
    ),
    Mistake(
        "the day of a close is that of Greenwich",
        "models/deals/deals.sql",
        "cast(timezone($zone, deals.closed_at) as date) as closed_on",
        "cast(timezone('UTC', deals.closed_at) as date) as closed_on",
    ),
    Mistake(
        "a stage that was skipped is not reached",
        "models/leads/episodes.sql",
        "min(case when position >= 2 and recorded.has_sal then entered_at end) as sal_at",
        "min(case when position = 2 and recorded.has_sal then entered_at end) as sal_at",
    ),
    Mistake(
        "a handoff is that of who was passed it after the first attempt",
        "models/handoffs/handoffs.sql",
        "least(first_attempts.first_attempt_at, followup_clocks.due_at,",
        "least(followup_clocks.due_at,",
    ),
    Mistake(
        "a handoff nobody tried is that of who was passed it when it was overdue",
        "models/handoffs/handoffs.sql",
        "least(first_attempts.first_attempt_at, followup_clocks.due_at,",
        "least(first_attempts.first_attempt_at,",
    ),
    Mistake(
        "a lead passed on without a record is that of who had it before",
        "models/leads/leads.sql",
        "handoff_holders.held_to is null and not handed.is_holder_unknown",
        "handoff_holders.held_to is null",
    ),
)


def one_in_three(mistakes: Sequence[Mistake]) -> list[ParameterSet]:
    """All of them, two in three for `make soak`: that each can still be made is asked each time."""
    return [pytest.param(one, marks=pytest.mark.soak if place % 3 else ()) for place, one in enumerate(mistakes)]


def reports_of(mistake: Mistake) -> frozenset[str]:
    """Those that call, themselves or by way of others, a macro of the file in which the mistake is: no other does."""
    texts, called = filtered_macros._statements(), filtered_macros._CALLED.findall  # noqa: SLF001
    file = (QUERIES / mistake.file).read_text(encoding="utf-8")
    touched, more = set[str](), {name for name in texts if f"macro filtered.{name}(" in file}
    while more:
        touched |= more
        more = {name for name, text in texts.items() if touched & set(called(text))} - touched
    return frozenset(report.name for report in catalogue().values() if touched & set(called(report.file.sql)))


@contextmanager
def planted(mistake: Mistake, folder: Path) -> Iterator[None]:
    """Builds and readers use a copy of the queries below `folder` in which one rule is wrong."""
    copy = folder / "queries"
    shutil.copytree(QUERIES, copy)
    path = copy / mistake.file
    text = path.read_text(encoding="utf-8")
    assert mistake.right in text, f"{mistake.file} no longer says: {mistake.right}"
    path.write_text(text.replace(mistake.right, mistake.wrong), encoding="utf-8")
    with (
        patch.object(models, "MODELS", copy / "models"),
        patch.object(models, "MACROS", copy / "macros"),
        patch.object(reader, "MACROS", copy / "macros"),
        patch.object(filtered_macros, "FILTERED", copy / "filtered"),
    ):
        yield
