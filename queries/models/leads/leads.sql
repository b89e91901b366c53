-- One row a lead: where it came from, who holds it, how far it got, what it brought.
--
-- The rep holds the lead's latest handoff now; one passed on without a record of to whom names nobody (is_holder_unknown).
-- days_to_won counts whole days of 24 hours from creation, or days of the calendar where either is only a date.
--
-- grain: lead_id
-- scope: cluster
-- reads: canonical.leads, canonical.touches, canonical.deals, marts.merged_handoffs, marts.handoff_holders, marts.stage_events,
--        marts.reps, agreements.conversion
with

handed as (

    select
        lead_id,
        count(*) as handoff_count,
        min(handed_at) as handed_at,
        max(handoff_id) filter (where next_handed_at is null) as latest_handoff_id,
        bool_or(is_holder_unknown) filter (where next_handed_at is null) as is_holder_unknown
    from marts.merged_handoffs
    group by all

),

holders as (

    select
        handed.lead_id,
        handoff_holders.rep_id
    from handed
    inner join marts.handoff_holders on handed.latest_handoff_id = handoff_holders.handoff_id
    where handoff_holders.held_to is null and not handed.is_holder_unknown

),

stages_reached as (

    select
        lead_id,
        max(case stage
            when 'lead' then 0 when 'mql' then 1 when 'sal' then 2 when 'sql' then 3 when 'opportunity' then 4 when 'won' then 5
        end) as position,
        -- at one instant a lead advances before it is closed; a win without a clock comes at the end of its day
        max_by(stage, 10 * epoch_us(
            case when stage = 'won' then latest_moment(entered_at, is_date_only, $zone) else entered_at end
        ) + list_position(['lead', 'mql', 'sal', 'sql', 'opportunity', 'lost', 'recycled', 'won'], stage)) as latest_stage,
        min(case when stage = 'won' then entered_at end) as won_at,
        min_by(case when stage = 'won' then is_date_only end, case when stage = 'won' then entered_at end)
            as won_is_date_only
    from marts.stage_events
    group by all

),

touched as (

    select
        lead_id,
        count(*) as touch_count
    from canonical.touches
    group by all

),

deals_by_lead as (

    select
        lead_id,
        count(*) as deal_count
    from canonical.deals
    where lead_id is not null
    group by all

),

joined as (

    select
        leads.lead_id,
        leads.account_id,
        leads.lead_name,
        leads.company,
        leads.title,
        leads.email,
        leads.created_at,
        cast(timezone($zone, leads.created_at) as date) as created_on,
        leads.created_at_is_date_only as created_is_date_only,
        leads.segment,
        leads.region,
        leads.source_campaign_id as campaign_id,
        leads.channel,
        leads.sourced_by,
        leads.was_customer,
        holders.rep_id,
        reps.team,
        coalesce(handed.is_holder_unknown, false) as is_holder_unknown,
        coalesce(handed.handoff_count, 0) as handoff_count,
        handed.handed_at,
        stages_reached.position as furthest,
        stages_reached.latest_stage,
        stages_reached.won_at,
        cast(timezone($zone, stages_reached.won_at) as date) as won_on,
        stages_reached.won_at is not null as is_won,
        coalesce(stages_reached.won_is_date_only, false) as won_is_date_only,
        leads.created_at_is_date_only or coalesce(stages_reached.won_is_date_only, false) as is_date_only,
        coalesce(touched.touch_count, 0) as touch_count,
        coalesce(deals_by_lead.deal_count, 0) as deal_count,
        conversion.won as won_within_days
    from canonical.leads
    left join handed on leads.lead_id = handed.lead_id
    left join holders on leads.lead_id = holders.lead_id
    left join stages_reached on leads.lead_id = stages_reached.lead_id
    left join touched on leads.lead_id = touched.lead_id
    left join deals_by_lead on leads.lead_id = deals_by_lead.lead_id
    left join marts.reps on holders.rep_id = reps.rep_id
    left join agreements.conversion
        on leads.created_at >= conversion.effective_from
        and leads.created_at < conversion.effective_to

)

select
    *,
    whole_days(created_at, won_at, is_date_only, $zone) as days_to_won,
    whole_days(created_at, cast($as_of as timestamptz), created_is_date_only, $zone) as age_days
from joined
order by created_on, lead_id
