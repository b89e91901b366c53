-- Feedback on leads, each with the handoff it speaks about: the one it names, else the lead's latest one before it.
--
-- The rater is who gave it, and where nobody is named the one who held the handoff. Words without stars have no rating. Beside it
-- stands what handoffs are chosen by (held_by is the handoff's rep), so that nobody has to ask them, and the terms of a comment
-- with stars.
--
-- grain: feedback_id
-- scope: cluster
-- reads: canonical.feedback, marts.handoffs, marts.handoff_rounds, marts.leads
with

rated as (

    select
        feedback_id,
        handoff_id,
        lead_id,
        rep_id,
        rating,
        reasons,
        comment,
        given_at,
        coalesce(given_at_is_date_only, false) as is_date_only
    from canonical.feedback
    where lead_id is not null

),

named as (

    select
        rated.feedback_id,
        handoffs.handoff_id
    from rated
    inner join marts.handoff_rounds
        on rated.handoff_id = handoff_rounds.handoff_id
        and rated.lead_id = handoff_rounds.lead_id
    inner join marts.handoffs
        on handoff_rounds.lead_id = handoffs.lead_id
        and handoff_rounds.round = handoffs.round

),

latest as (

    select
        rated.feedback_id,
        max_by(handoffs.handoff_id, handoffs.round) as handoff_id
    from rated
    inner join marts.handoffs
        on rated.lead_id = handoffs.lead_id
        and is_from(
            handoffs.handed_at, rated.given_at, coalesce(handoffs.is_date_only, false) or rated.is_date_only, $zone
        )
    group by all

),

placed as (

    select
        rated.* exclude (handoff_id),
        coalesce(named.handoff_id, latest.handoff_id) as handoff_id
    from rated
    left join named on rated.feedback_id = named.feedback_id
    left join latest on rated.feedback_id = latest.feedback_id

),

commented as (

    select
        placed.feedback_id,
        tokens_of(placed.comment, words_of_name(leads.lead_name)) as tokens
    from placed
    inner join marts.leads on placed.lead_id = leads.lead_id
    where placed.comment is not null and placed.rating is not null

),

told as (

    select
        *,
        list_transform(tokens, lambda token: is_term(token)) as kept
    from commented

)

select
    placed.feedback_id,
    placed.lead_id,
    placed.handoff_id,
    coalesce(placed.rep_id, handoffs.rep_id) as rep_id,
    placed.rating,
    placed.reasons,
    placed.comment,
    placed.given_at,
    placed.is_date_only or coalesce(handoffs.is_date_only, false) as is_date_only,
    whole_days(
        handoffs.handed_at, placed.given_at, placed.is_date_only or coalesce(handoffs.is_date_only, false), $zone
    ) as days_to_given,
    handoffs.handed_at,
    handoffs.handed_on,
    handoffs.age_days,
    handoffs.rep_id as held_by,
    handoffs.team,
    handoffs.holder_id,
    handoffs.channel,
    handoffs.campaign_id,
    handoffs.region,
    handoffs.segment,
    handoffs.was_customer,
    terms_in(told.tokens, told.kept) as terms
from placed
left join told on placed.feedback_id = told.feedback_id
left join marts.handoffs on placed.handoff_id = handoffs.handoff_id
order by handoffs.handed_on, placed.feedback_id
