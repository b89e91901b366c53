"""The second implementation of credit itself, on deals worked out by hand."""

from fractions import Fraction

import pytest
from company import Company
from naive_facts import Facts
from naive_markov import Journey, as_integers, removal_effects
from naive_touches import Path
from naive_weights import Model, Rules, by_parts, decayed, parts

ANY = Rules(Fraction(7), {}, (1, 1, 1, 1, 1))


def path(campaigns: str, lead: int | None = None, opportunity: int | None = None, days: tuple[int, ...] = ()) -> Path:
    """A path of touches, oldest first, a letter a campaign; a dot is a touch without one."""
    touches = tuple({"campaign_id": None if name == "." else name} for name in campaigns)
    return Path(touches, tuple(day * 86400 for day in days), lead, opportunity)


def over(total: int, *weights: int) -> list[Fraction]:
    """Parts of a total."""
    return [Fraction(weight, total) for weight in weights]


@pytest.mark.parametrize(
    ("model", "touched", "earned"),
    [
        ("first", path("abc"), over(1, 1, 0, 0)),
        ("last", path("abc"), over(1, 0, 0, 1)),
        ("linear", path("abc"), over(3, 1, 1, 1)),
        ("position", path("a"), over(1, 1)),
        ("position", path("ab"), over(2, 1, 1)),
        ("position", path("abcd"), over(100, 40, 10, 10, 40)),
        ("u_shaped", path("abcd", lead=1), over(100, 40, 40, 10, 10)),
        ("u_shaped", path("abcd", lead=0), over(300, 240, 20, 20, 20)),
        ("u_shaped", path("ab", lead=0), over(100, 80, 20)),
        ("u_shaped", path("ab", lead=1), over(2, 1, 1)),
        ("u_shaped", path("abc"), over(6, 4, 1, 1)),
        ("w_shaped", path("abcd", lead=1, opportunity=2), over(100, 30, 30, 30, 10)),
        ("w_shaped", path("abcd", lead=1), over(70, 30, 30, 5, 5)),
        ("w_shaped", path("abcd", lead=1, opportunity=1), over(100, 30, 60, 5, 5)),
        ("w_shaped", path("ab", lead=0, opportunity=1), over(3, 2, 1)),
        ("w_shaped", path("a", lead=0, opportunity=0), over(1, 1)),
        ("full_path", path("abcde", lead=1, opportunity=2), over(1000, 225, 225, 225, 100, 225)),
        ("full_path", path("abcde"), over(1650, 675, 100, 100, 100, 675)),
        ("full_path", path("abc", lead=1, opportunity=2), over(4, 1, 1, 2)),
    ],
)
def test_a_model_by_parts_follows_its_row_of_the_table(model: Model, touched: Path, earned: list[Fraction]) -> None:
    assert parts(model, touched, ANY) == earned


def test_a_part_of_no_weight_marks_no_touch_so_that_it_stays_among_the_rest() -> None:
    assert by_parts((0, 5, 0, 0, 10), path("abc", lead=1, opportunity=0)) == over(15, 5, 5, 5)


def test_without_a_rest_touch_the_rest_goes_to_the_milestones_in_proportion() -> None:
    assert by_parts((10, 30, 0, 20, 90), path("abc", lead=1)) == over(6, 1, 3, 2)


def test_shapley_gives_each_campaign_of_a_deal_the_same_on_its_newest_touch() -> None:
    assert parts("shapley", path("aba.b"), ANY) == over(3, 0, 0, 1, 1, 1)


def test_markov_gives_each_campaign_its_removal_effect_once_and_an_unknown_one_a_millionth() -> None:
    rules = Rules(Fraction(7), {"a": 600_000, "b": 399_999}, ANY.custom)
    assert parts("markov", path("aba.b"), rules) == over(1_000_000, 0, 0, 600_000, 1, 399_999)


def test_decay_halves_with_each_half_life_and_never_comes_to_nothing() -> None:
    weights = [decayed(days, Fraction(7)) for days in (0, 7, 14, 112, 119, 10_000)]
    assert weights == [65536, 32768, 16384, 1, 1, 1]
    assert decayed(1, Fraction(2)) == 46341  # 65536 / sqrt(2) = 46340.95
    assert decayed(1, Fraction("0.01")) == 1


def test_decay_is_what_floats_give() -> None:
    half_lives = ("0.5", "1.7", "2.5", "7", "30")
    pairs = [(days, half_life) for days in range(60) for half_life in half_lives]
    floats = [max(1, int(65536 * 0.5 ** (days / float(half_life)) + 0.5)) for days, half_life in pairs]
    assert [decayed(days, Fraction(half_life)) for days, half_life in pairs] == floats


@pytest.mark.parametrize(
    ("paths", "effects"),
    [
        # Half of those who start are won; without either campaign nobody is.
        ("ab+ a-", {"a": Fraction(1), "b": Fraction(1)}),
        # P(win) = (2/3 * 1/2 + 1/3) * 1/2 = 1/3; without a, 1/3 * 1/2 = 1/6.
        ("abc+ a- bc-", {"a": Fraction(1, 2), "b": Fraction(1), "c": Fraction(1)}),
        # P(win) = 1: every step from a to b and back ends in a win one day; without a, only those who start at b.
        ("aba+ b+", {"a": Fraction(3, 4), "b": Fraction(3, 4)}),
        ("a- b-", {"a": Fraction(0), "b": Fraction(0)}),
    ],
)
def test_a_removal_effect_is_the_share_of_wins_lost_without_the_campaign(
    paths: str, effects: dict[str, Fraction]
) -> None:
    every = [Journey(tuple(text[:-1]), text[-1] == "+") for text in paths.split()]
    assert removal_effects(every) == effects


def test_a_removal_effect_is_an_integer_of_millionths_and_never_nothing() -> None:
    effects = {"a": Fraction(1, 3), "b": Fraction(2, 3), "c": Fraction(0), "d": Fraction(1)}
    assert as_integers(effects) == {"a": 333_333, "b": 666_667, "c": 1, "d": 1_000_000}


def touched(lead_id: str, campaigns: str, first_day: int = 2) -> list[dict[str, str | None]]:
    """A touch a day at noon from 2 January on, a letter a campaign; a dot is a touch without one."""
    return [
        {
            "touch_id": f"{lead_id}{day}",
            "lead_id": lead_id,
            "campaign_id": None if name == "." else name,
            "channel": "ads",
            "touched_at": f"2026-01-{day:02}T12:00:00",
        }
        for day, name in enumerate(campaigns, start=first_day)
    ]


def deal(deal_id: str, lead_id: str, outcome: str, closed_at: str | None, opened_at: str | None = None) -> dict:
    """A deal of a lead."""
    return {
        "deal_id": deal_id,
        "lead_id": lead_id,
        "outcome": outcome,
        "closed_at": closed_at,
        "opened_at": opened_at,
        "amount": "10",
    }


def test_journeys_are_those_of_deals_and_of_leads_in_none_that_are_decided() -> None:
    created = {
        "won": "2026-01-01", "lost": "2026-01-01", "open and old": "2026-01-01", "open and young": "2026-01-01",
        "old": "2026-01-04T12:00:00", "young": "2026-01-04T12:00:01", "young and lost": "2026-01-08",
        "nowhere": "2026-01-01",
        "won alone": "2026-01-08", "lost and back": "2026-01-08",
    }  # fmt: skip
    company = Company(
        as_of="2026-01-11T12:00:00+01:00",
        zone="Europe/Berlin",
        tables={
            "leads": [{"lead_id": lead_id, "created_at": at} for lead_id, at in created.items()],
            "stage_entries": [
                {"lead_id": "young and lost", "stage": "lost", "entered_at": "2026-01-09T12:00:00"},
                {"lead_id": "lost and back", "stage": "lost", "entered_at": "2026-01-09T12:00:00"},
                {"lead_id": "lost and back", "stage": "mql", "entered_at": "2026-01-10T12:00:00"},
                {"lead_id": "won alone", "stage": "won", "entered_at": "2026-01-10T12:00:00"},
            ],
            "deals": [
                deal("D1", "won", "won", "2026-01-10T12:00:00"),
                deal("D2", "lost", "lost", "2026-01-04T12:00:00"),
                deal("D3", "open and old", "open", None, "2026-01-04T12:00:00"),
                deal("D4", "open and young", "open", None, "2026-01-05"),
            ],
            "touches": [
                *touched("won", "ab.b.a"),  # the first one is eight days old at the close, a day too old
                *touched("lost", "abc"),
                *touched("open and old", "c"),
                *touched("open and young", "a"),
                *touched("old", "cc", first_day=4),
                *touched("young", "b"),
                *touched("young and lost", "ab", first_day=9),
                *touched("nowhere", "."),
                *touched("won alone", "bca", first_day=9),
                *touched("lost and back", "ab", first_day=8),
            ],
        },
    )
    facts = Facts(company)
    assert facts.journeys == [
        Journey(("b", "a"), True),
        Journey(("a", "b", "c"), False),
        Journey(("c",), False),
        Journey(("a",), False),
        Journey(("b", "c"), True),
    ]
