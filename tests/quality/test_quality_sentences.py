"""Lead quality says what the rows say: published figures of another kind stay apart, and data is never markup."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from overlap.charts.palette import LIGHT
from overlap.stats.partial_pooling import ABOVE, BELOW, NOT_APART, TOO_FEW
from overlap.subjects.quality.charts.distinctive_terms import telling, terms
from overlap.subjects.quality.charts.ranking import ordered, ranking
from overlap.subjects.quality.charts.reject_reasons import rejects
from overlap.subjects.quality.sentences import feedback, lead_quality
from ui.parts import escape

TOTALS: dict[str, Any] = {
    "handoff_count": 900, "qualifiable_count": 800, "qualified_count": 318, "qualified_share": 0.3975,
    "qualified_share_low": 0.364, "qualified_share_high": 0.432, "sql_days": 30, "acceptance_rate": 0.5,
    "rejection_rate": 0.3, "undecided_rate": 0.2, "pass_through": 0.40, "pass_through_low": 0.38,
    "pass_through_high": 0.42, "taken_back_count": 3, "implied_count": 1,
}  # fmt: skip


def test_the_answer_says_the_share_in_words_and_what_became_of_the_others() -> None:
    assert lead_quality.answer(TOTALS) == (
        "**Four in ten handed-over leads become SQLs within 30 days: 39.8%** (36.4–43.2), 318 of 800 "
        "mature handoffs. Sales accepts 50.0%, rejects 30.0% and leaves 20.0% undecided."
    )


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.2496, "One in four"),
        (0.232, "About one in four"),
        (0.02, "Few"),
        (0.97, "About nine in ten"),
        (0.46, "About one in two"),
    ],
)
def test_a_share_is_spoken_as_people_say_it(share: float, said: str) -> None:
    assert lead_quality.answer(TOTALS | {"qualified_share": share}).startswith(f"**{said} handed-over leads")


def test_without_a_handoff_old_enough_nothing_is_claimed() -> None:
    young = TOTALS | {"qualified_share": None}
    assert (
        lead_quality.answer(young)
        == "**Nobody can say yet: no handoff has had its days to become an SQL** (900 handoffs)."
    )


def test_a_share_of_leads_is_never_held_against_a_share_of_organisations() -> None:
    chosen, everything = lead_quality.pair(TOTALS), lead_quality.pair(TOTALS | {"pass_through": 0.97})
    assert "a company at 95% or more is one of the 61% of companies" in chosen
    assert "the two cannot be compared" in chosen
    assert "you are one of the 61% of companies" in everything
    assert "27% become SQLs, of yours **39.8%**" in everything
    assert "against" not in chosen + everything


def groups(**verdicts: str) -> pl.DataFrame:
    return pl.DataFrame({"group_name": list(verdicts), "verdict": list(verdicts.values())})


def test_of_many_groups_those_farthest_from_the_house_are_named() -> None:
    many = {f"Good {place}": ABOVE for place in range(70)} | {f"Bad {place}": BELOW for place in range(6)}
    assert lead_quality.apart(groups(**many), escape) == (
        "**Above company average: Good 0, Good 1, Good 2, Good 3, Good 4 and 65 more; "
        "below company average: Bad 5, Bad 4, Bad 3, Bad 2, Bad 1 and 1 more.**"
    )


def test_only_groups_told_apart_from_the_house_are_named() -> None:
    found = groups(Fair=ABOVE, Ads=NOT_APART, Mail=BELOW, Calls=BELOW, Few=TOO_FEW, Money="rests on 3 wins")
    assert lead_quality.apart(found, escape) == (
        "**Above company average: Fair; below company average: Mail and Calls.** "
        "1 is about average; 2 with too few records to tell."
    )
    assert lead_quality.apart(groups(Ads=NOT_APART), escape) == "**No significant difference from company average.**"
    assert lead_quality.apart(groups(Few=TOO_FEW), escape) == (
        "**No significant difference from company average.** 1 with too few records to tell."
    )


def test_a_groups_name_is_never_markup() -> None:
    assert r"\*x\*" in lead_quality.apart(groups(**{"*x*": ABOVE}), escape)


def decision(**changes: Any) -> str:
    row = {
        "what": "Dropped the <b>prize</b> *now*", "owner": "Ada", "decided_on": date(2026, 5, 1), "reason": "no_need",
        "campaign_name": "Fair", "effect": -0.04, "effect_low": -0.07, "effect_high": -0.01, "verdict": "moved",
        "is_over": True, "baseline": 0.1, "after_share": 0.05, "comparison": "the other campaigns",
        "before_count": 400, "after_count": 300,
    }  # fmt: skip
    return feedback.decision(row | changes, escape)


def test_a_decision_goes_with_a_change_and_never_worked() -> None:
    said = decision()
    assert (
        "**moved**. 10.0% before, 5.0% after; compared with the other campaigns, the change "
        "is −4.0\u00a0pt (−7.0 to −1.0)." in said
    )
    assert "\\<b\\>prize" in said and "\\*now\\*" in said
    assert "worked" not in said
    assert "30 are needed on each side" in decision(after_count=4, verdict="cannot tell yet")


def measure(**changes: list[Any]) -> pl.DataFrame:
    columns = {
        "measure": ["accepted"] * 3, "group_id": ["A", "B", None], "group_name": ["Low", "<b>High</b>", "Few"],
        "all_count": [100, 100, 9], "of_count": [90, 90, 9], "event_count": [20, 60, 9], "value": [0.2, 0.6, 1.0],
        "low": [0.1, 0.5, 0.7], "high": [0.3, 0.7, 1.0], "shrunk": [0.25, 0.55, 0.7], "shrunk_low": [0.2, 0.5, 0.4],
        "shrunk_high": [0.3, 0.6, 0.9], "house": [0.45] * 3,
        "verdict": ["below company average", "above company average", "too few to tell"],
    }  # fmt: skip
    return pl.DataFrame(columns | changes)


def marks(figure: Any) -> list[Any]:
    """Marks of groups: what opens a group's rows; an arrowhead of a line that is cut opens nothing."""
    return [trace for trace in figure.data if trace.mode == "markers" and trace.customdata is not None]


def test_the_best_group_stands_first_and_the_too_few_last_and_grey() -> None:
    rows = ordered(measure())
    assert rows["group_id"].to_list() == ["B", "A", None]
    figure: Any = ranking(rows, LIGHT, "EUR")
    raw, full = marks(figure)
    assert (list(raw.x), list(full.x)) == ([0.6, 0.2, 1.0], [0.55, 0.25, 0.7])
    assert list(full.marker.color) == [LIGHT.marketing, LIGHT.marketing, LIGHT.grey]
    assert "&lt;b&gt;High" in figure.layout.yaxis.ticktext[0] and "too few" in figure.layout.yaxis.ticktext[2]


def test_money_has_one_mark_since_it_is_not_drawn_together() -> None:
    nothing = [None] * 3
    money = measure(measure=["revenue_per_lead"] * 3, shrunk=nothing, shrunk_low=nothing, shrunk_high=nothing)
    figure: Any = ranking(ordered(money.cast({"shrunk": pl.Float64})), LIGHT, "EUR")
    assert len(marks(figure)) == 1


def test_a_reason_nobody_owns_is_grey_and_its_name_is_text() -> None:
    rows = pl.DataFrame(
        {
            "reason": ["no_need", "<i>x"], "owner": ["marketing", None], "rejected_count": [9, 1],
            "share": [0.09, 0.01],
            "share_low": [0.05, 0.0], "share_high": [0.1, 0.02], "of_rejected": [0.9, 0.1],
        }
    )  # fmt: skip
    figure: Any = rejects(rows, LIGHT)
    assert list(figure.data[0].marker.color) == [LIGHT.marketing, LIGHT.grey]
    assert "No need" in figure.layout.yaxis.ticktext[0] and "&lt;i&gt;x" in figure.layout.yaxis.ticktext[1]


def test_a_word_that_is_never_without_its_neighbour_stands_once() -> None:
    rows = pl.DataFrame(
        {
            "term": ["white paper", "white", "paper", "quote", "even"], "good_count": [0, 0, 1, 9, 5],
            "bad_count": [9, 9, 9, 0, 5], "log_odds": [-3.0, -3.0, -2.0, 3.0, 0.0], "z": [-4.0, -4.0, -3.0, 4.0, 0.0],
            "verdict": ["said of bad leads"] * 3 + ["said of good leads", "used for both"],
            "term_count": [5] * 5, "good_comments": [20] * 5, "bad_comments": [20] * 5,
        }
    )  # fmt: skip
    shown = telling(rows)
    assert shown["term"].to_list() == ["quote", "paper", "white paper"]
    assert feedback.distinctive_terms(rows, shown, escape) == (
        "**Sales says of good leads “quote” and of bad leads “white paper”, “paper”.** 5 terms were tested."
    )
    figure: Any = terms(shown, LIGHT)
    assert figure.layout.yaxis.range == (2.6, -0.6)
