"""The truth about the demo company is whole, and nothing but the planted effect stands behind each figure of it."""

import json
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from exported import Company
from lives import lived, load, queue

from overlap.demo import DemoOptions, Effects
from overlap.demo.company.world.effects import TEXTURE
from overlap.demo.company.world.world import world
from overlap.demo.truth.entries import with_draws
from overlap.demo.truth.estimators import ESTIMATORS, NO_REPORT
from overlap.demo.truth.interventions import interventions, without
from overlap.demo.truth.measured_life import life
from overlap.demo.truth.planted import PLANTED, Planted
from overlap.reports import find

LEADS = 4_000
MEASURED = [each for each in PLANTED if each.field and each.measure]
SIGNS = {
    **dict.fromkeys(("bad_campaign", "slow_rep", "unskilled_rep", "leak", "load_slows", "silent_rep"), -1),
    **dict.fromkeys(("good_campaign", "fast_rep", "skilled_rep", "pair", "speed_helps", "extreme_rater"), 1),
    **dict.fromkeys(("readiness_jump", "load_loses", "hot_leads_first", "themes"), 1),
    **dict.fromkeys(("useless_score", "quality_falls", "answers_slow", "closing_falls", "leads_thin"), 0),
}


@pytest.mark.parametrize("planted", MEASURED, ids=lambda planted: planted.id)
def test_without_its_parameter_an_effect_leaves_no_trace(planted: Planted):
    # The world without the effect is the one in which it was never planted, so that the difference is all its own.
    options, none = DemoOptions(leads=LEADS), {planted.field: 0.0}
    present = Effects(**{planted.field: getattr(Effects(), planted.field) or 0.4})
    options = replace(options, effects=present)
    taken_away = without(planted, options, lived(LEADS, present), load(options), queue)
    never = replace(options, effects=replace(present, **none))
    own = load(never) if planted.enters == "queue" else load(options)
    never_planted = life(world(never), own)
    assert planted.measure is not None
    assert planted.measure(taken_away) == planted.measure(never_planted)
    assert planted.measure(taken_away) != planted.measure(lived(LEADS, present))


def test_each_effect_does_what_it_is_named_for():
    options = DemoOptions(leads=4_000)
    done = interventions(options, world(options), load(options), queue)
    assert {id_: np.sign(done[id_] or 0) for id_ in SIGNS} == SIGNS


# Small differences between campaigns, people and segments, in which what is planted has to be found.
SPREAD = ("fit_points", "campaign_spread", "channel_spread", "rep_spread")


def test_every_parameter_is_an_effect_of_the_truth_or_named_as_a_nuisance():
    planted = {each.field for each in PLANTED if each.field}
    assert planted | {*TEXTURE, *SPREAD} == {field.name for field in fields(Effects)}
    assert len({each.id for each in PLANTED}) == len(PLANTED)


@pytest.mark.parametrize("id_", ESTIMATORS)
def test_every_estimator_is_a_report_one_can_ask(id_: str):
    by = ESTIMATORS[id_]
    report = find(by.report)
    assert id_ in {each.id for each in PLANTED}
    assert {name: report.param(name).value(value) for name, value in by.params.items()} == by.params


def test_the_file_says_everything_about_every_effect(small: Company):
    effects = small.truth["effects"]
    assert [effect["id"] for effect in effects] == [each.id for each in PLANTED]
    for effect in effects:
        assert set(effect) == {
            "id", "kind", "place", "parameter", "unit", "estimand", "do", "estimator", "found_if", "expected", "sd",
            "tolerance", "draws",
        }  # fmt: skip
        assert effect["estimand"].endswith(".") and effect["found_if"].endswith(".")
        assert (effect["estimator"] is None) == (effect["found_if"] == NO_REPORT)
        assert (effect["expected"], effect["sd"], effect["tolerance"], effect["draws"]) == (None, None, None, 0)
    unmeasured = {effect["id"] for effect in effects if effect["do"]["value"] is None}
    assert unmeasured == {"currencies"}
    assert set(small.truth["parameters"]) == {field.name for field in fields(Effects)}


def test_draws_give_the_mean_and_spread_of_what_was_told():
    entry = {"id": "leak", "expected": None, "sd": None, "tolerance": None, "draws": 0}
    assert with_draws(entry, [1.0, None, 2.0, 3.0]) == {
        "id": "leak", "expected": 2.0, "sd": 1.0, "tolerance": 3.0, "draws": 3,
    }  # fmt: skip
    assert with_draws(entry, [1.0, None]) == entry


def test_another_draw_is_another_life_of_the_same_company(write, small: Company):
    other = write(leads=2_000, draw_seed=99)
    for name in ("reps", "campaigns"):
        assert other[name].drop("active_from", strict=False).equals(small[name].drop("active_from", strict=False)), name
    places = {effect["id"]: effect["place"] for effect in small.truth["effects"]}
    assert {effect["id"]: effect["place"] for effect in other.truth["effects"]} == places
    assert other["leads"].height == small["leads"].height
    assert not other["leads"]["created_at"].equals(small["leads"]["created_at"])


def test_a_company_too_small_for_an_effect_has_no_figure_for_it(write):
    truth = json.loads((Path(write(leads=1).folder) / "truth.json").read_text(encoding="utf-8"))
    assert {effect["id"]: effect["do"]["value"] for effect in truth["effects"]}["pair"] is None
