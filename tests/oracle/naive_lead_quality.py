"""What the questions of Lead quality and its feedback must answer, each with its parameters, rows in no order."""

import naive_comeback as comeback
import naive_feedback as feedback
import naive_pool as pool
import naive_quality as quality
import naive_rejects as rejects
import naive_scores as scores
from naive_facts import Facts
from naive_filters import whole
from naive_recorded import as_recorded
from naive_rows import Row
from naive_what_if import what_if

from overlap.reports import Filters

Asked = tuple[str, dict[str, object]]
THRESHOLDS = (12, 35, 36, 60)
LABELS = ("sql", "accepted", "won")


def quality_answers(facts: Facts, filters: Filters, reason: str | None) -> list[tuple[Asked, list[Row]]]:
    """Every question that a table of rows answers; those about feedback only where anybody recorded some."""
    answers: list[tuple[Asked, list[Row]]] = [
        (("quality/totals", {}), [quality.totals(facts, filters)]),
        (("quality/by_campaign", {}), quality.by_group(facts, filters, "campaign_id")),
        (("quality/by_group", {"by": "channel"}), quality.by_group(facts, filters, "channel")),
        (("quality/by_group", {"by": "segment"}), quality.by_group(facts, filters, "segment")),
        (("quality/reject_reasons", {}), rejects.reject_reasons(facts, filters)),
        (("quality/reason_by_campaign", {}), rejects.reason_by_campaign(facts, filters, None)),
        (("quality/reason_by_campaign", {"reason": reason}), rejects.reason_by_campaign(facts, filters, reason)),
        *((("quality/score", {"label": label}), [scores.score(facts, filters, label)]) for label in LABELS),
        *((("quality/scored", {"label": label}), scores.scored(facts, filters, label)) for label in LABELS),
        (("quality/recycled", {}), scores.recycled(facts, filters)),
        (("quality/ended_rounds", {}), comeback.ended_rounds(facts, filters)),
        (("quality/comeback", {}), comeback.comeback(facts, filters)),
        (("quality/pool", {}), pool.pool(facts, filters)),
        (("quality/nurture", {}), pool.nurture(facts, filters)),
        *((("quality/threshold", {"threshold": points}), [what_if(facts, filters, points)]) for points in THRESHOLDS),
    ]
    return as_recorded(facts, [*answers, *(feedback_answers(facts, filters) if facts.knows_feedback else [])])


def telling_answers(facts: Facts, filters: Filters) -> list[tuple[Asked, list[Row]]]:
    """The few questions in which most mistakes show."""
    return [
        (("quality/totals", {}), [quality.totals(facts, filters)]),
        (("quality/feedback_totals", {}), [feedback.totals(facts, filters)]),
        (("quality/stars", {}), feedback.stars(facts, filters)),
        (("quality/reject_reasons", {}), rejects.reject_reasons(facts, filters)),
        (("quality/scored", {"label": "sql"}), scores.scored(facts, filters, "sql")),
    ]


def feedback_answers(facts: Facts, filters: Filters) -> list[tuple[Asked, list[Row]]]:
    """Every question about feedback."""
    return [
        (("quality/feedback_totals", {}), [feedback.totals(facts, filters)]),
        (("quality/feedback_by_outcome", {}), feedback.by_outcome(facts, filters)),
        (("quality/feedback_by_rep", {}), feedback.by_rep(facts, filters)),
        (("quality/stars", {}), feedback.stars(facts, filters)),
        (("quality/stars_of_company", {}), feedback.stars(facts, whole(filters))),
        (("quality/rating_usefulness", {}), [feedback.usefulness(facts, feedback.of_period(facts, filters)[1])]),
        *(
            (("quality/feedback_queue", {"state": state}), feedback.queue(facts, filters, state))
            for state in ("unrated", "all")
        ),
    ]
