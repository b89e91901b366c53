"""In the company with nothing planted, nothing is there to be found."""

import numpy as np
from lives import lived, load, queue

from overlap.demo import DemoOptions, Effects
from overlap.demo.company.world.effects import TEXTURE
from overlap.demo.company.world.scenarios import NOTHING, effects_of
from overlap.demo.company.world.world import world
from overlap.demo.truth.interventions import interventions

LEADS = 3_000


def test_everything_planted_is_zero_and_high_scores_are_still_called_first():
    planted = {name: value for name, value in vars(NOTHING).items() if name not in TEXTURE}
    assert set(planted.values()) == {0.0}
    assert {name: getattr(NOTHING, name) for name in TEXTURE} == {name: getattr(Effects(), name) for name in TEXTURE}
    assert effects_of(None, null=True) == NOTHING and effects_of(None, null=False) == Effects()


def test_no_effect_does_anything_but_calling_high_scores_first():
    options = DemoOptions(leads=LEADS, effects=NOTHING)
    done = interventions(options, world(options), load(options), queue)
    assert {id_ for id_, value in done.items() if value} == {"hot_leads_first"}


def test_people_and_campaigns_are_all_alike():
    company = world(DemoOptions(leads=LEADS, effects=NOTHING))
    assert not company.reps.speed.any() and not company.reps.skill.any() and not company.campaigns.quality.any()


def test_pages_tell_nothing_about_readiness():
    some = lived(20_000, NOTHING).leads
    many = some.pages >= 12
    gap = some.ready[many].mean() - some.ready[~many].mean()
    assert abs(gap) < 4 * np.sqrt(0.25 / many.sum() + 0.25 / (~many).sum())


def test_an_answer_takes_as_long_under_load_as_without():
    life = lived(LEADS, NOTHING)
    at_once = life.under(life.world)
    idle = type(life)(life.leads, type(life.case)(**{**vars(life.case), "load": np.zeros(len(life.case.load))}), 1.0)
    assert np.array_equal(at_once.answered, idle.answered) and np.array_equal(at_once.fast, idle.fast)
