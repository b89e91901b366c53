-- A lead is passed to sales, when that is said to be, with the score it had then and the reason it was sent back for.
--
-- grain: handoff_id
-- reads: raw.handoffs_found, raw.property_changes, raw.lead_ids
-- needs: rows
with

reasons as (

    select
        lead_ids.lead_id,
        history.changed_at,
        history.value
    from raw.property_changes as history
    inner join raw.lead_ids on history.contact_id = lead_ids.contact_id
    where history.property = 'hs_lead_disqualification_reason'

),

scores as (

    select
        lead_ids.lead_id,
        history.changed_at,
        try_cast(try_cast(history.value as double) as bigint) as score
    from raw.property_changes as history
    inner join raw.lead_ids on history.contact_id = lead_ids.contact_id
    where history.property = 'hubspotscore'

),

scored as (

    select
        handoffs.handoff_id,
        scores.score
    from raw.handoffs_found as handoffs
    asof inner join scores on handoffs.lead_id = scores.lead_id and handoffs.handed_at >= scores.changed_at

),

reasoned as (

    select
        handoffs.handoff_id,
        min(reasons.value) as reason
    from raw.handoffs_found as handoffs
    inner join reasons on handoffs.lead_id = reasons.lead_id and handoffs.rejected_at = reasons.changed_at
    group by handoffs.handoff_id

)

select
    handoffs.* replace (coalesce(reasoned.reason, handoffs.reject_reason) as reject_reason),
    scored.score
from raw.handoffs_found as handoffs
left join scored on handoffs.handoff_id = scored.handoff_id
left join reasoned on handoffs.handoff_id = reasoned.handoff_id
