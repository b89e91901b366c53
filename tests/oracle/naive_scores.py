"""Scores and second rounds by the handbook: what handed leads scored and what came of it, and of who came back."""

from collections.abc import Sequence

from naive_facts import Facts, rate, with_interval
from naive_handoffs import Handoff, is_accepted
from naive_rounds import Round
from naive_rows import Row, When

from overlap.reports import Filters

POINTS = {"page_view": 1, "ad_click": 2, "email_click": 3, "booth_scan": 6, "webinar": 10, "form": 12}
STAGE = {"sql": "sql", "accepted": "sal", "won": "won"}
FEWEST_A_SIDE = 10


def score_of(facts: Facts, one: Handoff) -> int | None:
    """The source's own score at the handing over, else the agreed points of the touches strictly before it.

    None where no touch of anybody was recorded.
    """
    given = one.rows[0].get("score")
    if given is not None or not facts.known.tables["touches"]:
        return given
    return sum(
        POINTS.get(touch.get("kind") or "", 0)
        for touch in facts.known.tables["touches"]
        if touch["lead_id"] == one.lead_id and not facts.known.is_from(one.handed_at, touch["touched_at"])
    )


def is_old(facts: Facts, one: Handoff, label: str) -> bool:
    """Whether the days agreed for this outcome have passed."""
    return facts.known.is_old_enough(one.handed_at, facts.agreed_days(one.handed_at, STAGE[label]))


def is_good(facts: Facts, one: Handoff, label: str) -> bool:
    """Whether it was qualified, accepted or won in the agreed days."""
    days = facts.agreed_days(one.handed_at, STAGE[label])
    if label == "accepted":
        return is_accepted(facts.known, one, days)
    reached = one.qualified_at if label == "sql" else one.won_at
    return facts.known.is_within(one.handed_at, reached, days)


def score(facts: Facts, filters: Filters, label: str) -> Row:
    """quality/score: counts, and the chance that a good lead has the higher score."""
    handed = facts.handoffs_in(filters)
    scored = [one for one in handed if score_of(facts, one) is not None]
    counts = {**_counted(facts, scored, label), "unscored_count": len(handed) - len(scored)}
    return {**counts, "auc": _auc(facts, scored, label)}


def scored(facts: Facts, filters: Filters, label: str) -> list[Row]:
    """quality/scored: every handoff with its score and what came of it."""
    return [
        {
            "handoff_id": one.handoff_id,
            "measured": score_of(facts, one),
            "is_old_enough": is_old(facts, one, label),
            "is_good": is_good(facts, one, label),
        }
        for one in facts.handoffs_in(filters)
    ]


def faults_of_bands(facts: Facts, filters: Filters, label: str, bands: Sequence[Row]) -> list[str]:
    """What is wrong with the rows of quality/by_score_band: bands share no score, and each counts its handoffs."""
    handed, found = facts.handoffs_in(filters), []
    ranges = [(row["score_from"], row["score_to"]) for row in bands if row["band"] is not None]
    if any(high >= low for (_, high), (low, _) in zip(ranges, ranges[1:], strict=False)):
        found.append(f"bands overlap: {ranges}")
    for row in bands:
        those = [one for one in handed if _is_in_band(score_of(facts, one), row)]
        expected = _counted(facts, those, label)
        if not facts.is_recorded({"accepted": "sal"}.get(label, label)):
            expected |= dict.fromkeys(name for name in expected if name.startswith("good_"))
        found += [
            f"{name}: {row[name]} is not {value}, {row}" for name, value in expected.items() if row[name] != value
        ]
    if sum(row["handoff_count"] for row in bands) != len(handed):
        found.append(f"bands do not hold {len(handed)} handoffs: {bands}")
    return found


def recycled(facts: Facts, filters: Filters) -> list[Row]:
    """quality/recycled: first rounds and later ones, each judged from the moment it was qualified by marketing."""
    every = facts.rounds_in(filters)
    rounds = {"first": [one for one in every if one.number == 1], "again": [one for one in every if one.number > 1]}
    return [_round_row(facts, name, those) for name, those in rounds.items() if those]


def _is_in_band(points: int | None, band: Row) -> bool:
    if points is None or band["band"] is None:
        return points is None and band["band"] is None
    return band["score_from"] <= points <= band["score_to"]


def _round_row(facts: Facts, name: str, those: Sequence[Round]) -> Row:
    known = facts.known
    row: Row = {
        "round": name,
        "round_count": len(those),
        "lead_count": len({one.person.lead_id for one in those}),
    }
    for stage, count, old_name, share in (
        ("sql", "qualified", "old_enough_count", "qualified_share"),
        ("won", "won", "won_old_enough_count", "win_share"),
    ):
        old = [one for one in those if known.is_old_enough(_anchor(one), facts.agreed_days(_anchor(one), stage))]
        hit = [
            one
            for one in old
            if known.is_within(_anchor(one), one.reach[stage], facts.agreed_days(_anchor(one), stage))
        ]
        row |= {old_name: len(old), f"{count}_count": len(hit), share: rate(len(hit), len(old))}
        limits = with_interval("x", len(hit), len(old))
        short = share.removesuffix("_share")
        row |= {f"{short}_low": limits["x_low"], f"{short}_high": limits["x_high"]}
    return row


def _anchor(one: Round) -> When:
    anchor = one.reach["mql"]
    assert anchor
    return anchor


def _counted(facts: Facts, those: Sequence[Handoff], label: str) -> Row:
    old = [one for one in those if is_old(facts, one, label)]
    good = [one for one in old if is_good(facts, one, label)]
    limits = with_interval("good_rate", len(good), len(old))
    return {
        "handoff_count": len(those), "old_enough_count": len(old), "good_count": len(good),
        "young_count": len(those) - len(old), "good_rate": limits["good_rate"],
    }  # fmt: skip


def _auc(facts: Facts, handed: Sequence[Handoff], label: str) -> float | None:
    old = [one for one in handed if is_old(facts, one, label)]
    good = [score_of(facts, one) or 0 for one in old if is_good(facts, one, label)]
    other = [score_of(facts, one) or 0 for one in old if not is_good(facts, one, label)]
    if min(len(good), len(other)) < FEWEST_A_SIDE:
        return None
    return sum((a > b) + (a == b) / 2 for a in good for b in other) / len(good) / len(other)
