"""Mistakes that people make in the SQL of Lead quality and feedback, each in one place."""

from mistakes import Mistake

# A mistake in how questions are asked is noticed by asking.
QUICK_QUALITY_MISTAKES = (
    Mistake(
        "stars on the fourteenth day are in time",
        "filtered/rules.sql",
        "coalesce(days_to_given between 0 and rating_days() - 1, false)",
        "coalesce(days_to_given between 0 and rating_days(), false)",
    ),
    Mistake(
        "stars that were given before the handing over are in time",
        "filtered/rules.sql",
        "coalesce(days_to_given between 0 and rating_days() - 1, false)",
        "coalesce(days_to_given < rating_days(), false)",
    ),
    Mistake(
        "what was typed stands beside what was imported from the same person",
        "filtered/quality/ratings.sql",
        "        and ratings.rep_id = typed.rep_id\n",
        "        and ratings.rep_id = typed.rep_id and false\n",
    ),
    Mistake(
        "what was typed on another person's handoff replaces theirs",
        "filtered/quality/ratings.sql",
        "        and ratings.rep_id = typed.rep_id\n",
        "",
    ),
    Mistake(
        "withdrawn stars count",
        "filtered/quality/ratings.sql",
        "    where feedback.withdrawn_at is null\n",
        "    where true\n",
    ),
    Mistake(
        "stars given when the outcome was known tell how useful stars are",
        "filtered/quality/lead_quality.sql",
        "handoffs.outcome_at, said.given_at, said",
        "cast(null as timestamptz), said.given_at, said",
    ),
    Mistake(
        "young handoffs count for how many are rated in time",
        "filtered/quality/lead_quality.sql",
        "filtered.is_mature(handed.age_days, rating_days()) and coalesce(ratings.is_in_time, false) as is_rated,",
        "coalesce(ratings.is_in_time, false) as is_rated,",
    ),
)

# A mistake in another model takes another build to be noticed: these are left to the long run.
SLOW_QUALITY_MISTAKES = (
    Mistake(
        "qualifying is given the days of accepting",
        "models/handoffs/handoffs.sql",
        "coalesce(days_to_sql < sql_within_days, false) as is_qualified",
        "coalesce(days_to_sql < within_days, false) as is_qualified",
    ),
    Mistake(
        "a lead not handed over yet is missing from the denominator of pass-through",
        "models/leads/lead_outcomes.sql",
        "is_mature(age_days, 30) as is_passable",
        "is_mature(age_days, 30) and days_to_handed is not null as is_passable",
    ),
    Mistake(
        "a lead that was rejected after it was accepted stays accepted",
        "macros/accepted.sql",
        "        and not coalesce(days_to_rejected between 0 and within_days - 1, false)\n",
        "",
    ),
    Mistake(
        "nobody is accepted by implication",
        "macros/accepted.sql",
        "or (days_to_accepted is null and coalesce(days_to_sql < within_days, false))",
        "or (days_to_accepted is null and false)",
    ),
    Mistake(
        "stars that name a handoff are put on the lead's latest one before them",
        "models/handoffs/ratings.sql",
        "coalesce(named.handoff_id, latest.handoff_id) as handoff_id",
        "latest.handoff_id",
    ),
    Mistake(
        "unsigned stars are nobody's",
        "models/handoffs/ratings.sql",
        "coalesce(placed.rep_id, handoffs.rep_id) as rep_id",
        "placed.rep_id",
    ),
    Mistake(
        "touches after the handing over add to the score",
        "models/score/points_before_handoff.sql",
        "        not is_from(\n            followed.handed_at, touches.touched_at,",
        "        true or not is_from(\n            followed.handed_at, touches.touched_at,",
    ),
    Mistake(
        "a handoff has the highest score it ever had",
        "models/handoffs/merged_handoffs.sql",
        "max(handoffs.score) filter (where rounds.is_first) as score",
        "max(handoffs.score) as score",
    ),
    Mistake(
        "a win after the lead was handed over again is the first handoff's too",
        "models/handoffs/handoffs.sql",
        "                followed.next_handed_at, stage_events.entered_at,",
        "                cast(null as timestamptz), stage_events.entered_at,",
    ),
)
