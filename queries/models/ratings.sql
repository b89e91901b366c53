-- Stars given to leads, each with the handoff it speaks about: the lead's latest one before it.
--
-- The rater is who gave it, and where nobody is named the one who held the handoff.
--
-- grain: feedback_id
-- reads: canonical.feedback, marts.handoffs
with

rated as (

    select
        feedback_id,
        lead_id,
        rep_id,
        rating,
        given_at,
        coalesce(given_at_is_date_only, false) as is_date_only
    from canonical.feedback
    where rating is not null and lead_id is not null

),

placed as (

    select
        rated.feedback_id,
        max_by(
            {
                'handoff_id': handoffs.handoff_id,
                'rep_id': handoffs.rep_id,
                'handed_at': handoffs.handed_at,
                'is_date_only': coalesce(handoffs.is_date_only, false)
            },
            handoffs.round
        ) as handoff
    from rated
    inner join marts.handoffs
        on rated.lead_id = handoffs.lead_id
        and is_from(
            handoffs.handed_at, rated.given_at, coalesce(handoffs.is_date_only, false) or rated.is_date_only, $zone
        )
    group by all

)

select
    rated.feedback_id,
    rated.lead_id,
    struct_extract(placed.handoff, 'handoff_id') as handoff_id,
    coalesce(rated.rep_id, struct_extract(placed.handoff, 'rep_id')) as rep_id,
    rated.rating,
    rated.given_at,
    rated.is_date_only or coalesce(struct_extract(placed.handoff, 'is_date_only'), false) as is_date_only,
    days_from(
        struct_extract(placed.handoff, 'handed_at'),
        rated.given_at,
        rated.is_date_only or coalesce(struct_extract(placed.handoff, 'is_date_only'), false),
        $zone
    ) as days_to_given
from rated
left join placed on rated.feedback_id = placed.feedback_id
order by rated.feedback_id
