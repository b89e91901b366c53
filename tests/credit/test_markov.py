"""A removal effect is what taking a campaign out of every journey costs, and does not move with the order of rows."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as some

from overlap.credit.markov import removal_effects, total_credit
from overlap.steps import Given

STEPS = {"from_id": pl.String, "to_id": pl.String, "ends": pl.String, "journey_count": pl.Int64}
PATHS = some.lists(
    some.tuples(
        some.lists(some.sampled_from("abcdef"), min_size=1, max_size=6), some.integers(0, 5), some.integers(0, 5)
    ),
    min_size=1,
    max_size=12,
)


def steps(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=STEPS, orient="row")


def steps_of(journeys: list) -> pl.DataFrame:
    """The transitions of (path, won, lost) journeys, equal neighbours collapsed, in the order they are met."""
    counts: dict[tuple, int] = {}
    for path, won, lost in journeys:
        stays = [step for place, step in enumerate(path) if place == 0 or step != path[place - 1]]
        rows = [(before, after, None, won + lost) for before, after in zip([None, *stays], stays, strict=False)]
        for *step, count in [*rows, (stays[-1], None, "won", won), (stays[-1], None, "lost", lost)]:
            counts[tuple(step)] = counts.get(tuple(step), 0) + count
    return steps(*((*step, count) for step, count in counts.items() if count))


def chance_of_winning(rows: list[tuple], without: str | None) -> float:
    """By one solve: the chance that a journey wins when every step to `without` is a loss instead."""
    states = sorted({row[0] for row in rows if row[0]} | {row[1] for row in rows if row[1]})
    place = {None: 0, **{state: number for number, state in enumerate(states, start=1)}}
    moves, wins, totals = np.zeros((len(place), len(place))), np.zeros(len(place)), np.zeros(len(place))
    for before, after, ends, count in rows:
        totals[place[before]] += count
        if after is not None and after != without:
            moves[place[before], place[after]] += count
        wins[place[before]] += count * (ends == "won")
    divisor = np.where(totals > 0, totals, 1)
    return float(np.linalg.solve(np.eye(len(place)) - moves / divisor[:, None], wins / divisor)[0])


@settings(max_examples=60)
@examples(PATHS)
def test_an_effect_is_the_share_of_wins_lost_when_the_campaign_is_taken_out(journeys):
    frame = steps_of(journeys)
    rows = frame.rows()
    whole = chance_of_winning(rows, None) if rows else 0
    for campaign, effect, weight in removal_effects(frame, Given()).iter_rows():
        expected = 1 - chance_of_winning(rows, campaign) / whole if whole else 0
        assert effect == pytest.approx(expected, abs=1e-11)
        assert weight == max(1, int(round(effect * 1e6, 3) + 0.5))


@settings(max_examples=30)
@examples(PATHS, some.randoms(use_true_random=False))
def test_the_order_of_rows_and_rows_split_in_two_change_not_one_bit(journeys, chance):
    rows = steps_of(journeys).rows()
    split = [(*step, part) for *step, count in rows for part in (count - count // 2, count // 2)]
    chance.shuffle(split)
    assert removal_effects(steps(*split), Given()).equals(removal_effects(steps(*rows), Given()))


def test_the_chance_of_reaching_a_campaign_times_the_chance_of_winning_there():
    frame = steps(
        (None, "fair", None, 3),
        (None, "mail", None, 1),
        ("fair", "mail", None, 1),
        ("fair", None, "lost", 2),
        ("mail", None, "won", 1),
        ("mail", None, "lost", 1),
    )
    assert removal_effects(frame, Given()).rows() == [
        ("fair", pytest.approx(0.5, abs=1e-12), 500_000),
        ("mail", pytest.approx(1, abs=1e-12), 1_000_000),
    ]


def test_a_campaign_that_follows_itself_is_one_stay():
    once = steps((None, "a", None, 4), ("a", None, "won", 1), ("a", "b", None, 3), ("b", None, "lost", 3))
    looping = pl.concat([once, steps(("a", "a", None, 100), ("b", "b", None, 7))])
    assert removal_effects(looping, Given()).equals(removal_effects(once, Given()))


@pytest.mark.parametrize("count", [pl.Int64, pl.Float64])
def test_without_a_win_every_campaign_weighs_one_and_none_has_an_effect(count):
    lost = steps((None, "b", None, 2), ("b", "a", None, 2), ("a", None, "lost", 2), (None, "never", None, 0))
    none = removal_effects(lost.with_columns(pl.col("journey_count").cast(count)), Given())
    assert none.rows() == [("a", 0.0, 1), ("b", 0.0, 1), ("never", 0.0, 1)]
    assert total_credit(none, 0)["credit"].to_list() == [0, 0, 0]


def test_no_journeys_have_no_campaigns():
    assert removal_effects(steps(), Given()).is_empty()


def test_journeys_without_a_campaign_lower_no_effect():
    through = steps((None, "a", None, 1), ("a", None, "won", 1))
    beside = steps((None, None, "won", 1), (None, None, "lost", 2))
    assert removal_effects(pl.concat([through, beside]), Given()).rows() == [("a", pytest.approx(0.5), 500_000)]


def test_a_campaign_from_which_no_journey_ends_is_named():
    with pytest.raises(ValueError, match="No journey ends after b, c"):
        removal_effects(
            steps(
                (None, "a", None, 2),
                ("a", None, "won", 1),
                ("a", "b", None, 1),
                ("b", "c", None, 1),
                ("c", "b", None, 1),
            ),
            Given(),
        )


def test_the_classic_totals_add_up_to_what_is_divided():
    effects = removal_effects(steps_of([("ab", 3, 1), ("bc", 2, 2), ("c", 1, 5)]), Given())
    credit = total_credit(effects, 100)
    assert credit["campaign_id"].to_list() == ["a", "b", "c"]
    assert sum(credit["credit"]) == pytest.approx(100)
    assert credit["credit"][1] / credit["credit"][0] == pytest.approx(
        effects["removal_effect"][1] / effects["removal_effect"][0]
    )
