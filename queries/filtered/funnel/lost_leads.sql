-- Leads lost or stuck at a step, each with whether it may be called again and, where not, why.
--
-- came_late: it reached the next stage after all; came_back: it became an MQL once more; then what the lead itself says.

-- scoped: rep_id
create macro filtered.lost_leads(filters) as table
    select
        steps.lead_id,
        steps.stage,
        steps.position,
        steps.next_stage,
        steps.began_on,
        steps.age_days,
        steps.channel,
        steps.campaign_id,
        steps.segment,
        steps.region,
        steps.team,
        steps.rep_id,
        steps.score_band,
        steps.reject_reason,
        leads_to_call.last_attempt_on,
        case
            when steps.days_to_next is not null then 'came_late'
            when again.lead_id is not null then 'came_back'
            else coalesce(leads_to_call.left_out, 'none')
        end as left_out
    from filtered.steps(filters) as steps
    inner join marts.leads_to_call on steps.lead_id = leads_to_call.lead_id
    left join marts.episodes as again on steps.lead_id = again.lead_id and again.episode = 2
    where steps.is_old_enough and not steps.is_made;
