"""The scorecard is scikit-learn's logit in whole points, fitted only on what was over before it is tried."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from sklearn.linear_model import LogisticRegression

from overlap.steps.given import Given
from overlap.subjects.quality.steps.scorecard import SCHEMA, fitted

START = date(2026, 1, 1)
DAYS = 30
WHOLE = ("part", "what", "points", "most", "with_count", "tested_from", "fitted_count")


def known(seed: int, count: int = 600) -> pl.DataFrame:
    """A company in which forms tell much, pages little, and one segment is better; two handoffs a day."""
    chance = np.random.default_rng(seed)
    forms, pages = chance.poisson(1.0, count), chance.poisson(4.0, count)
    large = chance.random(count) < 0.4
    ready = chance.random(count) < 1 / (1 + np.exp(2 - 0.7 * forms - 0.1 * pages - 0.6 * large))
    rows = []
    for place in range(count):
        about = {"handoff_id": f"h{place:04}", "account_id": f"a{place // 6}", "is_qualified": bool(ready[place])}
        about |= {"handed_on": START + timedelta(days=place // 2), "sql_within_days": DAYS, "handoff_count": count}
        things = [("touch", "form", forms[place]), ("touch", "page_view", pages[place])]
        things.append(("segment", "large" if large[place] else "small", 1))
        rows += [about | {"part": part, "what": what, "amount": int(n)} for part, what, n in things if n]
    return pl.DataFrame(rows)


def before_the_test(frame: pl.DataFrame, card: pl.DataFrame) -> pl.Expr:
    return pl.col("handed_on") + pl.duration(days=DAYS) <= card["tested_from"][0]


@pytest.mark.parametrize("seed", range(4))
def test_points_are_the_log_odds_of_scikit_learn_rounded_with_ten_to_double_them(seed: int):
    frame = known(seed)
    found = fitted(frame, Given())
    card = {(row["part"], row["what"]): row for row in found.to_dicts()}
    seen = frame.filter(before_the_test(frame, found))
    wide = seen.pivot("what", index=["handoff_id", "is_qualified"], values="amount").fill_null(0)
    columns = [wide[name].clip(upper_bound=card["touch", name]["most"]) for name in ("form", "page_view")]
    design = np.column_stack([*columns, wide["large"]])
    theirs = LogisticRegression(C=1.0, tol=1e-10, max_iter=2_000).fit(design, wide["is_qualified"]).coef_[0]
    keys = (("touch", "form"), ("touch", "page_view"), ("segment", "large"))
    assert [card[key]["log_odds"] for key in keys] == pytest.approx(list(theirs), abs=1e-4)
    assert [card[key]["points"] for key in keys] == [round(each * 10 / np.log(2)) for each in theirs]
    assert card["segment", "small"]["points"] == 0  # the commonest: the others stand against it
    assert card["touch", "form"]["fitted_count"] == wide.height


def test_what_happens_from_the_test_on_changes_no_point():
    frame = known(1)
    card = fitted(frame, Given())
    is_early = before_the_test(frame, card)
    turned = frame.with_columns(is_qualified=pl.when(is_early).then("is_qualified").otherwise(~pl.col("is_qualified")))
    assert not turned.equals(frame)
    assert fitted(turned, Given()).equals(card)


def test_the_order_of_the_rows_changes_no_point():
    frame = known(2)
    shuffled = frame.sample(fraction=1, shuffle=True, seed=4)
    assert fitted(shuffled, Given()).select(WHOLE).equals(fitted(frame, Given()).select(WHOLE))


def test_a_chance_is_that_of_a_logit_on_the_whole_points():
    frame = known(3)
    card = fitted(frame, Given())
    summed = (
        frame.filter(before_the_test(frame, card))
        .join(card.select("part", "what", "points", "most"), on=["part", "what"], how="left")
        .group_by("handoff_id", "is_qualified")
        .agg(points=(pl.col("points") * pl.min_horizontal("amount", "most")).sum())
    )
    points, happened = summed["points"].to_numpy(), summed["is_qualified"].to_numpy()
    chances = 1 / (1 + np.exp(-(card["intercept"][0] + card["log_odds_a_point"][0] * points)))
    # A logit's chances add up to what happened, and so do they when each is multiplied by its points.
    assert chances.sum() == pytest.approx(happened.sum(), rel=1e-3)
    assert (chances * points).sum() == pytest.approx((happened * points).sum(), rel=1e-3)


@pytest.mark.parametrize("count", [0, 30])
def test_few_handoffs_give_no_scorecard(count: int):
    card = fitted(known(1, 30).head(10_000 if count else 0), Given())
    assert card.is_empty() and card.schema == pl.Schema(SCHEMA)
