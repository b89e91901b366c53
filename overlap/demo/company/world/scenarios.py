"""The companies one can ask for beside the default one: nothing planted, or what one of the teams complains of."""

from dataclasses import dataclass, fields, replace

from overlap.demo.company.world.effects import TEXTURE, Effects
from overlap.errors import UsageError, nearest


@dataclass(frozen=True)
class Scenario:
    """A company with one thing wrong, mostly from its last year on: its effects, and what is wrong in words."""

    effects: Effects
    about: str


# High scores are still called first, because a report must see through that.
NOTHING = replace(Effects(), **{field.name: 0.0 for field in fields(Effects) if field.name not in TEXTURE})

SCENARIOS = {
    "bad_leads": Scenario(
        # Partners' leads and those sales finds are what marketing's are held against: theirs stay as good.
        Effects(quality_falls=3.2),
        "Marketing's leads get worse; sales works as it did before.",
    ),
    "slow_followup": Scenario(
        Effects(answers_slow=1.6), "Sales takes five times as long to answer as it did; the leads are what they were."
    ),
    "cant_close": Scenario(
        Effects(closing_falls=4.0), "Deals that would have been won are lost; leads and answers are what they were."
    ),
    "too_few": Scenario(
        Effects(leads_thin=0.5), "Marketing brings half as many leads as it did; those it brings are as good."
    ),
    "useless_score": Scenario(
        Effects(useless_score=1.0, hot_first=0.0), "The score is noise from the first day, and nobody calls by it."
    ),
    "both": Scenario(
        # Bad leads are few handoffs, in whose quiet weeks only somebody very slow is late.
        Effects(quality_falls=3.2, answers_slow=6.0),
        "The leads get worse and sales gets slower: each team is right.",
    ),
}


def effects_of(scenario: str | None, *, null: bool) -> Effects:
    """The effects of the company asked for. Raises UsageError for an unknown scenario, or one with nothing planted."""
    if scenario is None:
        return NOTHING if null else Effects()
    if null:
        raise UsageError("--null plants nothing, --scenario plants something: ask for one of them.")
    if scenario not in SCENARIOS:
        raise UsageError(
            f'scenario "{scenario}" is none of {", ".join(SCENARIOS)}.{nearest(scenario, list(SCENARIOS))}'
        )
    return SCENARIOS[scenario].effects
