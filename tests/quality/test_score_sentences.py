"""What is said of the score follows from its numbers, and never more than they hold."""

import polars as pl

from overlap.subjects.quality.sentences import score as said


def sorted_by(auc: float | None, low: float | None = None, high: float | None = None) -> dict:
    return {"auc": auc, "auc_low": low, "auc_high": high, "old_enough_count": 1_200, "good_count": 300}


def test_a_score_sorts_only_where_its_interval_leaves_chance_out():
    assert said.auc(sorted_by(0.64, 0.61, 0.67), "sql").startswith(
        "**The score ranks leads: in 64 of 100 pairs of a lead that gets sales-qualified and one that does not"
    )
    assert "no better than chance**: AUC 0.52 (0.49–0.55)" in said.auc(sorted_by(0.52, 0.49, 0.55), "won")
    assert "in the wrong order" in said.auc(sorted_by(0.4, 0.35, 0.45), "sql")
    assert said.auc(sorted_by(None), "sql").startswith("**Too few leads to tell")


def test_the_page_says_in_one_clause_whether_the_score_is_any_good_and_nothing_where_nobody_knows():
    assert said.clause(sorted_by(0.64, 0.61, 0.67)) == (
        " The score ranks handed-over leads **better than chance**: AUC 0.64 (0.61–0.67), one half is chance."
    )
    assert "**no better than chance**: AUC 0.52 (0.49–0.55)" in said.clause(sorted_by(0.52, 0.49, 0.55))
    assert "**in the wrong order**" in said.clause(sorted_by(0.4, 0.35, 0.45))
    assert said.clause(sorted_by(None)) == said.clause(sorted_by(0.7)) == ""


def test_a_scorecard_is_called_better_only_where_the_intervals_are_apart():
    score = sorted_by(0.62, 0.60, 0.64)
    assert said.card(score, sorted_by(0.70, 0.68, 0.72)).endswith("on 1,200 handoffs it never saw.")
    assert said.card(score, sorted_by(0.65, 0.63, 0.67)).endswith("so the difference is not significant.")
    assert said.card(score, sorted_by(None)).startswith("There is no fitted scorecard")


def bands(*verdicts: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "band": range(1, len(verdicts) + 1),
            "score_from": [10 * place for place in range(len(verdicts))],
            "score_to": [10 * place + 9 for place in range(len(verdicts))],
            "old_enough_count": [100] * len(verdicts),
            "good_count": [10 * (place + 1) for place in range(len(verdicts))],
            "has_score": ["yes"] * len(verdicts),
            "verdict": list(verdicts),
        }
    )


def test_neighbouring_bands_that_promise_too_much_are_told_as_one_with_their_part_of_the_work():
    much, kept = "promises too much", "as promised"
    assert said.calibration(bands(much, much, kept, much), "sql") == (
        "**The score promises too much at 0 to 19 and 30 to 39**: those handoffs are 75.0% of sales' work and bring "
        "70.0% of those that turn out good."
    )
    assert said.calibration(bands(kept, kept), "sql").startswith("**The score keeps its promises**: no band of 2")
    assert "is not known" in said.calibration(bands("no promise known"), "sql")
    assert said.calibration(bands("as promised").head(0), "sql") == "**No scored handoff has had its days yet.**"


def test_a_threshold_of_pages_is_told_only_where_one_was_found():
    found = {
        "cut": 12, "cut_low": 11, "cut_high": 13, "below_rate": 0.05, "below_low": 0.04, "below_high": 0.06,
        "above_rate": 0.2, "above_low": 0.18, "above_high": 0.22, "lead_count": 900, "good_count": 100,
    }  # fmt: skip
    assert said.readiness(found | {"verdict": "jumps"}, "sql").startswith(
        "**Readiness jumps at 12 pages** (11–13): 5.0%"
    )
    once = found | {"verdict": "jumps", "cut_low": 12}
    assert "at 12 pages** (in 95 of 100 resamples): " in said.readiness(once | {"cut_high": 12}, "sql")
    only = found | {"verdict": "jumps", "cut_low": None, "cut_high": None}
    assert "(the only place for a step with enough leads on both sides): " in said.readiness(only, "sql")
    assert "no threshold.**" in said.readiness(found | {"verdict": "rises steadily"}, "sql")
    assert said.readiness(found | {"verdict": "no relation"}, "won").startswith(
        "**Pages have no relation to readiness.**"
    )
    assert said.readiness(found | {"verdict": "too few to tell"}, "won").startswith("**Too few leads to tell")
