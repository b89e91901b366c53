"""What a company never records is not known: numbers made of it are blank, whatever the count of nothing would be."""

from collections.abc import Sequence

from naive_facts import Facts
from naive_ratings import ratings
from naive_revenue import Asked
from naive_rows import Row

from overlap.reports import find

MADE_OF = {
    "sal": {
        "handoffs_accepted", "acceptance_rate", "handoffs_accepted_so_far", "accepted_so_far", "acceptance_shrunk",
        "handoffs_undecided", "undecided_rate", "handoffs_implied",
    },
    "rejected": {
        "handoffs_rejected", "rejection_rate", "leads_rejected", "reject_share", "reject_part", "reject_share_shrunk",
        "handoffs_taken_back",
    },
    "sql": {"handoffs_qualified", "qualified_share", "qualified_a_week", "missed_qualified", "rounds_sql",
            "round_sql_share"},
    "won": {"handoffs_won", "handoffs_won_share", "missed_won", "missed_won_at_most", "rounds_won", "round_win_share"},
    "ratings": {
        "ratings_given", "ratings_extreme", "feedback_polarity", "rating_mean", "rating_usefulness", "ratings_early",
        "handoffs_rated", "handoffs_rated_so_far", "rated_so_far", "feedback_coverage", "ratings_ticked",
    },
}  # fmt: skip
GOOD = {"score_good", "score_good_rate", "score_auc", "score_brier", "score_brier_of_share"}
LABELS = {"sql": "sql", "accepted": "sal", "won": "won"}  # what a good handoff is, and the stage that tells


def as_recorded(facts: Facts, answers: Sequence[tuple[Asked, list[Row]]]) -> list[tuple[Asked, list[Row]]]:
    """The answers without the numbers that rest on what nobody in the company records."""
    absent = {metric for needed, metrics in MADE_OF.items() if not _is_recorded(facts, needed) for metric in metrics}
    found = []
    for (name, params), rows in answers:
        is_label_absent = name == "quality/score" and not facts.is_recorded(LABELS[params.get("label", "sql")])
        unknown = absent | GOOD if is_label_absent else absent
        found.append(((name, params), [_without(row, name, unknown) for row in rows]))
    return found


def _is_recorded(facts: Facts, needed: str) -> bool:
    if needed == "rejected":
        return any(one.rejected_at for one, _ in facts.handoffs)
    if needed == "ratings":
        return bool(ratings(facts)) or bool((facts.company.store or {}).get("feedback"))
    return facts.is_recorded(needed)


def _without(row: Row, report: str, absent: set[str]) -> Row:
    """An interval's ends are blank with the number they stand behind."""
    blank, is_blank = set(), False
    for column in find(report).columns:
        if column.metric or not column.name.endswith(("_low", "_high")):
            is_blank = column.metric in absent
        if is_blank:
            blank.add(column.name)
    return {name: None if name in blank else value for name, value in row.items()}
