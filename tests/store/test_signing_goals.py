"""A goal that people write takes two people, one of each team; a newer one takes its place."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from overlap.errors import InputError
from overlap.store.audit import history
from overlap.store.goals import LONGEST_DAYS, Goal, goals, open_goals, propose_goal, sign_goal, withdraw_goal

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
GOAL = Goal(
    "form-1",
    "booked_from",
    date(2026, 10, 1),
    date(2027, 1, 1),
    Decimal("1500000.5"),
    "sales",
    "Sam",
    "East",
    note="more",
)


def test_a_goal_holds_once_the_other_team_has_signed_it(store):
    goal_id = propose_goal(store, GOAL, NOON)
    [waiting] = open_goals(store)
    assert (waiting.awaits, waiting.proposed_by, waiting.target, waiting.state) == (
        "marketing", "Sam", Decimal("1500000.50"), "open",
    )  # fmt: skip
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: sign_goal(store, goal_id, "marketing", "Mara", NOON), range(8)))
    [signed] = goals(store)
    assert (signed.signed_marketing, signed.signed_sales, signed.signed_at, signed.state) == (
        "Mara", "Sam", NOON, "signed",
    )  # fmt: skip
    assert [(one.action, one.who) for one in history(store, "goals", goal_id)] == [("propose", "Sam"), ("sign", "Mara")]
    assert open_goals(store) == []


def test_two_clicks_are_one_goal_and_another_goal_is_another(store):
    first = propose_goal(store, GOAL, NOON)
    assert propose_goal(store, GOAL, NOON) == first
    assert propose_goal(store, replace(GOAL, submit_id="form-2"), NOON) == first
    assert propose_goal(store, replace(GOAL, submit_id="form-3", target=Decimal(2)), NOON) != first
    withdraw_goal(store, first, by="Sam", at=NOON)
    withdraw_goal(store, first, by="Sam", at=NOON)
    assert propose_goal(store, replace(GOAL, submit_id="form-4"), NOON) != first


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"metric": "happiness"}, "metric cannot be"),
        ({"target": Decimal("-1")}, "target must be a number from 0"),
        ({"target": Decimal("nan")}, "target must be a number from 0"),
        ({"target": Decimal("1e16")}, "target must be a number from 0"),
        ({"target": Decimal("1.005")}, "two decimals at the most"),
        ({"metric": "handoffs", "target": Decimal("1.5")}, "a whole number"),
        ({"period_end": date(2026, 10, 1)}, f"The period has 0 days. Give one of 1 to {LONGEST_DAYS:,}."),
        ({"period_end": date(2036, 10, 1)}, "The period has 3,653 days."),
        ({"by": " "}, "by is blank"),
        ({"by_team": "finance"}, "by_team cannot be"),
    ],
)
def test_what_is_no_goal_is_refused_in_words_and_not_kept(store, change, said):
    with pytest.raises(InputError, match=said):
        propose_goal(store, replace(GOAL, **change), NOON)
    assert goals(store) == []


def test_nobody_signs_for_both_teams_nor_twice_nor_what_is_over(store):
    goal_id = propose_goal(store, GOAL, NOON)
    with pytest.raises(InputError, match="Two people sign a goal"):
        sign_goal(store, goal_id, "marketing", " sAM", NOON)
    with pytest.raises(InputError, match="Sam has signed for sales already"):
        sign_goal(store, goal_id, "sales", "Sue", NOON)
    sign_goal(store, goal_id, "marketing", "Mara", NOON)
    with pytest.raises(InputError, match="Both teams have signed this goal"):
        sign_goal(store, goal_id, "marketing", "Max", NOON)
    with pytest.raises(InputError, match="Both teams have signed this goal"):
        withdraw_goal(store, goal_id, by="Sam", at=NOON)
    other = propose_goal(store, replace(GOAL, submit_id="form-2", note=""), NOON)
    withdraw_goal(store, other, by="Sam", at=NOON)
    with pytest.raises(InputError, match="The goal was withdrawn"):
        sign_goal(store, other, "marketing", "Mara", NOON)
    with pytest.raises(InputError, match="There is no goal_id"):
        sign_goal(store, "goal-99", "marketing", "Mara", NOON)
