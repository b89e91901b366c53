"""What a campaign's removal would cost: exact algebra on the transitions of all journeys."""

import numpy as np
import polars as pl

from overlap.steps.given import Given

WEIGHT_OF_ONE = 1_000_000
_START = 0
_DECIMALS = 12  # what an inverse is good for; below it the order of additions shows, which threads may change
_SCHEMA = {"campaign_id": pl.String, "removal_effect": pl.Float64, "weight": pl.Int64}


def removal_effects(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """The share of wins that journeys through each campaign carry: campaign_id, removal_effect (0-1), weight (>= 1).

    `frame` has a row for each kind of step: from_id (null: the start), to_id (null: the journey ends), ends (`won`,
    `lost` or null) and journey_count. With Q the chances of a step between campaigns, r those of winning next and
    N = inverse(I - Q), h = N r: RE_c = N[s,c] / N[c,c] * h[c] / h[s], the chance of reaching c times the chance of
    winning from there, against the chance of winning at all. It equals taking c out and letting its journeys be lost
    (Anderl, Becker, von Wangenheim & Schumann 2016), without simulation and with one inverse for all campaigns.

    `weight` is the effect in millionths, at least 1, so that a deal whose campaigns all have none can still be
    divided. Without a win every effect is 0. Raises ValueError, naming them, for campaigns from which no journey ends.
    """
    campaigns = _campaigns(frame)
    counts, wins = _counted(frame.filter(pl.col("journey_count") > 0), campaigns)
    effects = _effects(counts, wins, campaigns)
    weights = np.maximum(1, np.floor(np.round(effects * WEIGHT_OF_ONE, 3) + 0.5)).astype(np.int64)
    return pl.DataFrame([campaigns, effects, weights], schema=_SCHEMA)


def total_credit(effects: pl.DataFrame, total: float) -> pl.DataFrame:
    """The classic totals, campaign_id and credit: `total` in proportion to the removal effects; it belongs to no deal.

    Where no campaign has an effect there is nothing to go by, and each gets the same part.
    """
    effect = pl.col("removal_effect")
    part = pl.when(effect.sum() > 0).then(effect / effect.sum()).otherwise(1 / pl.len())
    return effects.select("campaign_id", (total * part).alias("credit"))


def _campaigns(frame: pl.DataFrame) -> list[str]:
    ids = pl.concat([frame["from_id"].cast(pl.String), frame["to_id"].cast(pl.String)])
    return ids.drop_nulls().unique().sort().to_list()


def _counted(frame: pl.DataFrame, campaigns: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """How often each state is followed by each (start, campaigns, then the end), and by a win."""
    place = pl.DataFrame(
        {"id": campaigns, "state": range(1, len(campaigns) + 1)}, schema={"id": pl.String, "state": pl.Int64}
    )
    end = len(campaigns) + 1
    steps = (
        frame.with_columns(pl.col("from_id", "to_id").cast(pl.String), pl.col("journey_count").cast(pl.Float64))
        .join(place.rename({"id": "from_id", "state": "from"}), on="from_id", how="left")
        .join(place.rename({"id": "to_id", "state": "to"}), on="to_id", how="left")
        .with_columns(
            pl.col("from").fill_null(_START), pl.col("to").fill_null(end), won=pl.col("ends").eq_missing("won")
        )
        .sort("from", "to", "won", "journey_count")
    )
    counts, wins = np.zeros((end, end + 1)), np.zeros(end)
    np.add.at(counts, (steps["from"].to_numpy(), steps["to"].to_numpy()), steps["journey_count"].to_numpy())
    won = steps.filter("won")
    np.add.at(wins, won["from"].to_numpy(), won["journey_count"].to_numpy())
    return counts, wins


def _effects(counts: np.ndarray, wins: np.ndarray, campaigns: list[str]) -> np.ndarray:
    """One effect a campaign; campaigns that no counted journey touches have none."""
    totals = counts.sum(axis=1)
    effects = np.zeros(len(campaigns))
    if not wins.any() or not totals[_START]:
        return effects
    used = np.flatnonzero(totals + counts[:, :-1].sum(axis=0))
    _refuse_endless(counts, used, campaigns)
    chances = counts[used] / totals[used, None]
    visits = np.linalg.inv(np.eye(len(used)) - chances[:, used])
    winning = visits @ (wins[used] / totals[used])
    if winning[_START] > 0:
        effect = visits[_START] / visits.diagonal() * winning / winning[_START]
        effects[used[1:] - 1] = np.clip(np.round(effect[1:], _DECIMALS), 0, 1)
    return effects


def _refuse_endless(counts: np.ndarray, used: np.ndarray, campaigns: list[str]) -> None:
    """A state that never reaches an end would make the matrix singular: it is a fault of the counting, so name it."""
    follows = counts > 0
    ending = follows[:, -1]
    while (more := ending | follows[:, :-1] @ ending).sum() > ending.sum():
        ending = more
    endless = [campaigns[state - 1] if state else "the start" for state in used if not ending[state]]
    if endless:
        raise ValueError(f"No journey ends after {', '.join(endless[:5])}: a step is missing from the transitions.")
