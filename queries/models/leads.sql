-- One row a lead: where it came from, who had it last, how far it got, what it brought.
--
-- days_to_won counts whole days of 24 hours from creation, or days of the calendar where either is only a date.
--
-- grain: lead_id
-- reads: canonical.leads, canonical.handoffs, canonical.assignments, canonical.touches, canonical.deals, marts.stage_events,
--        marts.reps, agreements.conversion
with

held as (

    select
        handoffs.lead_id,
        -- in a struct, since a maximum passes over a null: a lead given back to a queue is nobody's
        max_by(
            {'rep_id': case when assignments.handoff_id is not null then assignments.rep_id else handoffs.rep_id end},
            (handoffs.handed_at, handoffs.handoff_id, coalesce(assignments.assigned_at, handoffs.handed_at))
        ) as holder,
        count(distinct handoffs.handoff_id) as handoff_count,
        min(handoffs.handed_at) as handed_at
    from canonical.handoffs
    left join canonical.assignments on handoffs.handoff_id = assignments.handoff_id
    group by all

),

holders as (

    select
        lead_id,
        struct_extract(holder, 'rep_id') as rep_id,
        handoff_count,
        handed_at
    from held

),

stages_reached as (

    select
        lead_id,
        max(case stage
            when 'lead' then 0 when 'mql' then 1 when 'sal' then 2 when 'sql' then 3 when 'opportunity' then 4 when 'won' then 5
        end) as position,
        max_by(stage, (entered_at, case when stage in ('lost', 'recycled') then 1 else 0 end)) as latest_stage,
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
        coalesce(holders.handoff_count, 0) as handoff_count,
        holders.handed_at,
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
