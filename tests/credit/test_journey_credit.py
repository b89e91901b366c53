"""Credit over plain journeys equals a loop with fractions, channel by channel, and adds up to what was earned."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as some

from benchmarks.journeys import generated
from benchmarks.peers import NAMES
from overlap.credit import Journeys, credit
from overlap.credit.markov import removal_effects
from overlap.credit.transitions import transitions
from overlap.errors import InputError, UsageError
from overlap.steps import Given

MILLIONTH = Fraction(1, 10**6)
BY_TOUCH = ("first", "last", "linear", "position", "time_decay", "shapley", "markov_by_journey")
JOURNEYS = some.lists(
    some.tuples(
        some.lists(
            some.tuples(some.sampled_from(["a", "b", "c d", "é"]), some.integers(0, 400)), min_size=1, max_size=7
        ),
        some.integers(0, 1000),
        some.decimals(-1000, 10**6, places=3),
        some.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)


def frame_of(journeys: list) -> pl.DataFrame:
    rows = [
        (" > ".join(step for step, _ in touches), " > ".join(str(age) for _, age in touches), won, value, lost)
        for touches, won, value, lost in journeys
    ]
    schema = {"path": pl.String, "days_before": pl.String, "conversions": pl.Int64, "value": pl.Decimal(18, 3),
              "lost": pl.Int64}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def weights_of(model: str, touches: list[tuple[str, int]], effects: dict[str, int]) -> list[Fraction]:
    """What each touch weighs, one rule after the other, as a person would write it down."""
    count = len(touches)
    new = [step not in [before for before, _ in touches[:place]] for place, (step, _) in enumerate(touches)]
    if model == "first":
        return [Fraction(place == 0) for place in range(count)]
    if model == "last":
        return [Fraction(place == count - 1) for place in range(count)]
    if model == "linear":
        return [Fraction(1)] * count
    if model == "position":
        between = [Fraction(20, max(count - 2, 1))] * max(count - 2, 0)
        return [Fraction(40), *between, Fraction(40)][-count:]
    if model == "time_decay":
        return [Fraction(max(1, int(65536 * 0.5 ** (age / 7) + 0.5))) for _, age in touches]
    if model == "shapley":
        return [Fraction(is_new) for is_new in new]
    return [Fraction(effects[step] * is_new) for (step, _), is_new in zip(touches, new, strict=True)]


def by_hand(journeys: list, model: str, effects: dict[str, int]) -> dict[str, tuple[Fraction, Fraction]]:
    earned: dict[str, list[Fraction]] = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for touches, won, value, _ in journeys:
        weights = weights_of(model, touches, effects)
        for (step, _), weight in zip(touches, weights, strict=True):
            earned[step][0] += won * weight / sum(weights)
            earned[step][1] += Fraction(value) * weight / sum(weights)
    return {step: (won, value) for step, (won, value) in earned.items()}


def effects_of(journeys: Journeys) -> dict[str, int]:
    """Millionths by channel; 1 for those no journey counts."""
    effects = removal_effects(transitions(journeys), Given())
    return defaultdict(lambda: 1, effects.select("campaign_id", "weight").iter_rows())


@pytest.mark.parametrize("model", BY_TOUCH)
@settings(max_examples=12)
@examples(JOURNEYS)
def test_each_channel_gets_what_a_loop_with_fractions_gives_it(model, drawn):
    journeys = Journeys(frame_of(drawn))
    effects = effects_of(journeys)
    expected = by_hand(drawn, model, effects)
    answer = {channel: (won, value) for channel, won, value in credit(journeys, model).iter_rows()}
    assert set(answer) == set(expected)
    for channel, figures in answer.items():
        for mine, exact in zip(figures, expected[channel], strict=True):
            assert abs(Fraction(mine) - exact) < MILLIONTH, (channel, mine, float(exact))


@pytest.mark.parametrize("model", [*BY_TOUCH, "markov"])
@settings(max_examples=8)
@examples(JOURNEYS)
def test_every_model_adds_up_to_what_was_earned(model, drawn):
    answer = credit(Journeys(frame_of(drawn)), model)
    assert answer["conversions"].sum() == sum(won for _, won, _, _ in drawn)
    assert answer["value"].sum() == sum(value for _, _, value, _ in drawn)


def test_the_journeys_that_are_measured_are_credited_as_the_loop_does():
    read = generated(channels=12, won=60, lost=180, seed=3).rename(NAMES)
    drawn = [
        (list(zip(path.split(" > "), map(int, days.split(" > ")), strict=True)), won, Decimal(str(value)), lost)
        for path, days, won, value, lost in read.iter_rows()
    ]
    for model in BY_TOUCH:
        expected = by_hand(drawn, model, effects_of(Journeys(read)))
        for channel, won, value in credit(Journeys(read), model).iter_rows():
            assert abs(Fraction(won) - expected[channel][0]) < MILLIONTH, (model, channel)
            assert abs(Fraction(value) - expected[channel][1]) < MILLIONTH, (model, channel)


def test_thirds_that_cannot_be_written_go_to_the_first_names_and_are_not_lost():
    frame = frame_of([([("c", 0), ("b", 0), ("a", 0)], 1, Decimal(2), 0)])
    assert credit(Journeys(frame), "linear").rows() == [
        ("a", Decimal("0.333334"), Decimal("0.666667")),
        ("b", Decimal("0.333333"), Decimal("0.666667")),
        ("c", Decimal("0.333333"), Decimal("0.666666")),
    ]


def test_a_channel_that_earned_nothing_is_listed_and_blanks_around_steps_do_not_count():
    frame = frame_of([([(" a", 0)], 2, Decimal(5), 0), ([("a ", 0), ("b", 0)], 0, Decimal(0), 4)])
    assert credit(Journeys(frame), "linear").rows() == [("a", 2, 5), ("b", 0, 0)]


def test_what_a_plain_journey_cannot_answer_says_what_can():
    journeys = Journeys(frame_of([([("a", 0)], 1, Decimal(1), 0)]).drop("days_before"))
    with pytest.raises(UsageError, match="u_shaped is not for plain journeys: .* Use position"):
        credit(journeys, "u_shaped")
    with pytest.raises(UsageError, match='Did you mean "linear"'):
        credit(journeys, "lineer")
    with pytest.raises(InputError, match="time_decay needs the age of each touch"):
        credit(journeys, "time_decay")
