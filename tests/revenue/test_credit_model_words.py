"""A rule of sharing credit is said in words a person understands, with the settings it is worked out with."""

import pytest

from overlap.agreements.kinds import MODELS
from overlap.subjects.revenue.sentences.credit_models import NAMES, beside, rule, what_if

AGREED = {"first": 30, "lead": 20, "opportunity": 20, "last": 20, "rest": 10}


def test_every_model_there_is_has_a_name_and_a_sentence() -> None:
    assert set(NAMES) == set(MODELS)
    assert all(rule(model, "90", "7", AGREED).startswith(f"{NAMES[model]}: ") for model in MODELS)


def test_a_rule_says_how_old_a_touch_may_be() -> None:
    assert rule("linear", "90", "7", AGREED) == (
        "Linear: every touch in the 90 days before a deal closed earns the same."
    )
    assert rule("first", "none", "7", AGREED) == "First: the first touch before a deal closed earns all of it."


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("u_shaped", "the lead-creation U"),
        ("w_shaped", "without an opportunity 30, 30 and 10 of 70"),
        ("shapley", "equal among the distinct campaigns of the deal's journey"),
        ("shapley", "it learns nothing from deals that were lost"),
        ("markov", "deal by deal"),
        ("time_decay", "7.5 days earlier is worth half"),
        ("custom", "first touch 30, lead creation 20, opportunity 20, last touch 20, all the rest 10"),
    ],
)
def test_what_a_model_is_often_taken_for_is_said(model: str, words: str) -> None:
    assert words in rule(model, "90", "7.5", AGREED)


def test_only_what_is_not_as_agreed_is_called_a_what_if() -> None:
    assert what_if({"model": "linear"}) == ""
    assert what_if({"model": "custom", "window_days": 30, "weights": "1,0,0,0,0"}) == (
        "a window of 30 days and weights 1 · 0 · 0 · 0 · 0"
    )
    assert what_if({"model": "time_decay", "half_life_days": 14.0}) == "a half-life of 14 days"


def test_what_is_agreed_beside_the_model_is_said_where_it_is_anything() -> None:
    assert beside("none", "off") == ""
    assert beside("direct", "on") == (
        "Touches of direct earn nothing where the deal has another touch in the window. "
        "A deal without a lead is credited through the leads of its account."
    )
