"""Whether the score is any good, in sentences."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from overlap import words
from overlap.limits import FIRST_DAYS
from overlap.subjects.quality.charts.auc import area
from overlap.subjects.quality.charts.calibration import TOO_LITTLE, TOO_MUCH, scores

Row = Mapping[str, Any]
GOOD = {"sql": "sales-qualified", "accepted": "accepted", "won": "won"}
_KNOWN = (TOO_MUCH, TOO_LITTLE, "as promised")


def auc(row: Row, label: str) -> str:
    """Whether a score sorts leads; a row of quality/score."""
    if row["good_count"] is None:
        return _unrecorded(label)
    old, good = words.counted(row["old_enough_count"], "handoff"), words.count(row["good_count"])
    of = f"{old} that have had their days, {good} {GOOD[label]}"
    if row["auc"] is None:
        return f"**Too few leads to tell whether the score ranks them** ({of})."
    if row["auc_low"] is not None and row["auc_low"] <= 1 / 2 <= row["auc_high"]:
        return f"**The score ranks leads no better than chance**: AUC {area(row)}, one half is chance; {of}."
    if row["auc"] < 1 / 2:
        return f"**The score ranks leads in the wrong order**: AUC {area(row)}, one half is chance; {of}."
    pairs = f"{row['auc'] * 100:.0f} of 100 pairs"
    return (
        f"**The score ranks leads: in {pairs} of a lead that gets {GOOD[label]} and one that does not, the first "
        f"scores higher** (AUC {area(row)}, one half is chance); {of}."
    )


def clause(row: Row) -> str:
    """The same in one short sentence with a space before it, for the page's answer; '' where it is not known."""
    if row["auc"] is None or row["auc_low"] is None:
        return ""
    if row["auc_low"] <= 1 / 2 <= row["auc_high"]:
        found = "no better than chance"
    else:
        found = "in the wrong order" if row["auc"] < 1 / 2 else "better than chance"
    return f" The score ranks handed-over leads **{found}**: AUC {area(row)}, one half is chance."


def card(score: Row, fitted: Row) -> str:
    """The fitted scorecard against the score in use, on the same handoffs; rows of quality/score."""
    if fitted["auc"] is None or score["auc"] is None:
        return (
            "There is no fitted scorecard to compare it with: too few handoffs were over before the latest were made."
        )
    apart = fitted["auc_low"] > score["auc_high"] or score["auc_low"] > fitted["auc_high"]
    said = "" if apart else " The intervals overlap, so the difference is not significant."
    return (
        f"A scorecard fitted to the past would reach **{fitted['auc']:.2f}** where the score in use reaches "
        f"{score['auc']:.2f}, on {words.counted(fitted['old_enough_count'], 'handoff')} it never saw.{said}"
    )


def calibration(bands: pl.DataFrame, label: str) -> str:
    """Where the score promises too much, and how much of the work that is; rows of quality/by_score_band."""
    rows = bands.filter(pl.col("has_score") == "yes")
    judged, good = int(rows["old_enough_count"].sum()), int(rows["good_count"].sum())
    if not judged:
        return "**No scored handoff has had its days yet.**"
    if rows["good_count"].null_count():
        return _unrecorded(label)
    if not rows["verdict"].is_in(_KNOWN).any():
        return (
            f"**{words.share(good / judged)} turned out {GOOD[label]}** ({words.counted(judged, 'handoff')}). What "
            "scores promised is not known: there are too few handoffs in the year before this period to learn it from."
        )
    much, little = (rows.filter(pl.col("verdict") == said) for said in (TOO_MUCH, TOO_LITTLE))
    if much.is_empty() and little.is_empty():
        return f"**The score keeps its promises**: no band of {rows.height} differs from them by more than chance."
    parts = [_band_words(each, said, judged, good) for each, said in ((much, TOO_MUCH), (little, TOO_LITTLE))]
    return " ".join(part for part in parts if part)


def months(rows: pl.DataFrame) -> str:
    """Whether the score drifts; rows of quality/score_months."""
    if rows.is_empty():
        return "**No handoff with a score in this period.**"
    drift = {
        "no drift": "**No significant drift**, looking every month.",
        "ranks better and better": "**The score ranks better and better**, significantly, looking every month.",
        "ranks worse and worse": "**The score ranks worse and worse**, significantly, looking every month.",
    }.get(rows["drift"][0], "**Too few months to tell whether the score drifts.**")
    known = rows.filter(pl.col("promised_rate").is_not_null())
    old = int(known["old_enough_count"].sum())
    if not old:
        return drift
    promised = float((known["promised_rate"] * known["old_enough_count"]).sum()) / old
    came = words.share(int(known["good_count"].sum()) / old)
    return f"{drift} Over all of them {words.share(promised)} was promised and {came} came."


def _unrecorded(label: str) -> str:
    """What is said of every score where nobody tells good handoffs from others."""
    return f"**Not recorded: no source says which handoffs were {GOOD[label]}.**"


def _place(row: Row) -> str:
    """Where the step lies, with 95%."""
    if row["cut_low"] is None:
        return "the only place for a step with enough leads on both sides"
    if row["cut_low"] == row["cut_high"]:
        return "in 95 of 100 resamples"
    return f"{row['cut_low']}{words.DASH}{row['cut_high']}"


def readiness(row: Row, label: str) -> str:
    """From how many pages on a lead is ready; the row of quality/behaviour."""
    if row["good_count"] is None:
        return _unrecorded(label)
    of = f"{words.counted(row['lead_count'], 'lead')} that sales had not had by day {FIRST_DAYS}"
    if row["verdict"] in ("jumps", "drops"):
        below = words.rate(row["below_rate"], row["below_low"], row["below_high"])
        above = words.rate(row["above_rate"], row["above_low"], row["above_high"])
        return (
            f"**Readiness {row['verdict']} at {row['cut']} pages** ({_place(row)}): {below} get {GOOD[label]} below it "
            f"and **{above}** from there on; {of}. Reading goes with readiness and does not make it."
        )
    said = {
        "rises steadily": "**Readiness rises steadily with pages; there is no threshold.**",
        "falls steadily": "**Readiness falls steadily with pages; there is no threshold.**",
        "no relation": "**Pages have no relation to readiness.**",
        "no page views recorded": "**Nobody can say: no page view is recorded.**",
    }.get(row["verdict"], "**Too few leads to tell whether pages go with readiness.**")
    return f"{said} {of[:1].upper()}{of[1:]}, {words.count(row['good_count'])} of them {GOOD[label]} later."


def _band_words(rows: pl.DataFrame, said: str, judged: int, good: int) -> str:
    if rows.is_empty():
        return ""
    places = words.listed([scores(run) for run in _runs(rows.to_dicts())])
    work, brought = int(rows["old_enough_count"].sum()) / judged, int(rows["good_count"].sum()) / max(good, 1)
    return (
        f"**The score {said} at {places}**: those handoffs are {words.share(work)} of sales' work and bring "
        f"{words.share(brought)} of those that turn out good."
    )


def _runs(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Neighbouring bands as one."""
    runs: list[dict[str, Any]] = []
    for row in rows:
        if runs and runs[-1]["band"] == row["band"] - 1:
            runs[-1] |= {"band": row["band"], "score_to": row["score_to"]}
        else:
            runs.append({name: row[name] for name in ("band", "score_from", "score_to")})
    return runs
