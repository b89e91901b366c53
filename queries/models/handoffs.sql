-- Leads given to sales: rows with no rejection, loss or recycling between them are one handoff, so that a transfer restarts nothing.
--
-- The rep is the last holder; a transferred handoff without assignment history has none and says so.
--
-- grain: handoff_id
-- reads: canonical.handoffs, canonical.assignments, marts.stage_events, marts.leads, marts.reps, agreements.conversion
with

closings as (

    select lead_id, entered_at as closed_at
    from marts.stage_events
    where stage in ('lost', 'recycled')
    union all
    select lead_id, rejected_at
    from canonical.handoffs
    where rejected_at is not null

),

steps as (

    select lead_id, handed_at as happened_at, 1 as is_handoff, handoff_id
    from canonical.handoffs
    union all
    select closings.lead_id, closings.closed_at, 0, null
    from closings
    inner join (select distinct lead_id from canonical.handoffs) as handed on closings.lead_id = handed.lead_id

),

starts as (

    select
        *,
        case
            when is_handoff = 1
                and coalesce(lag(is_handoff) over (partition by lead_id order by happened_at, is_handoff, handoff_id), 0) = 0
                then 1
            else 0
        end as is_start
    from steps

),

numbered as (

    select
        lead_id,
        handoff_id,
        is_handoff,
        sum(is_start) over (partition by lead_id order by happened_at, is_handoff, handoff_id rows unbounded preceding) as round
    from starts

),

last_holders as (

    select
        handoff_id,
        max_by(rep_id, assigned_at) as rep_id
    from canonical.assignments
    group by all

),

merged as (

    select
        numbered.lead_id,
        numbered.round,
        min_by(handoffs.handoff_id, (handoffs.handed_at, handoffs.handoff_id)) as handoff_id,
        min(handoffs.qualified_at) as qualified_at,
        min(handoffs.handed_at) as handed_at,
        bool_or(handoffs.handed_at_is_date_only) as is_date_only,
        min_by(handoffs.score, (handoffs.handed_at, handoffs.handoff_id)) as score,
        min(handoffs.accepted_at) as accepted_at,
        min(handoffs.rejected_at) as rejected_at,
        min(handoffs.reject_reason) as reject_reason,
        count(*) - 1 + sum(coalesce(handoffs.transfers, 0)) as transfers,
        max_by(coalesce(last_holders.rep_id, handoffs.rep_id), (handoffs.handed_at, handoffs.handoff_id)) as holder_id,
        bool_or(last_holders.rep_id is null and coalesce(handoffs.transfers, 0) > 0) as is_holder_unknown
    from numbered
    inner join canonical.handoffs on numbered.handoff_id = handoffs.handoff_id
    left join last_holders on handoffs.handoff_id = last_holders.handoff_id
    group by all

),

qualified as (

    select
        merged.lead_id,
        merged.round,
        min(stage_events.entered_at) as sql_at
    from merged
    inner join marts.stage_events
        on merged.lead_id = stage_events.lead_id
        and stage_events.entered_at >= merged.handed_at
    where stage_events.stage in ('sql', 'opportunity', 'won')
    group by all

)

select
    merged.handoff_id,
    merged.lead_id,
    cast(merged.round as integer) as round,
    merged.qualified_at,
    merged.handed_at,
    cast(timezone($zone, merged.handed_at) as date) as handed_on,
    merged.is_date_only,
    merged.score,
    merged.accepted_at,
    merged.rejected_at,
    merged.reject_reason,
    cast(merged.transfers as bigint) as transfers,
    case when not merged.is_holder_unknown then merged.holder_id end as rep_id,
    reps.team,
    merged.is_holder_unknown,
    leads.channel,
    leads.campaign_id,
    leads.region,
    leads.segment,
    leads.was_customer,
    whole_days(merged.handed_at, merged.accepted_at, merged.is_date_only, $zone) as days_to_accepted,
    whole_days(merged.handed_at, merged.rejected_at, merged.is_date_only, $zone) as days_to_rejected,
    whole_days(merged.handed_at, qualified.sql_at, merged.is_date_only, $zone) as days_to_sql,
    conversion.sal as within_days,
    whole_days(merged.handed_at, cast($as_of as timestamptz), merged.is_date_only, $zone) as age_days
from merged
inner join marts.leads on merged.lead_id = leads.lead_id
left join qualified
    on merged.lead_id = qualified.lead_id
    and merged.round = qualified.round
left join agreements.conversion
    on merged.handed_at >= conversion.effective_from
    and merged.handed_at < conversion.effective_to
left join marts.reps on not merged.is_holder_unknown and merged.holder_id = reps.rep_id
order by handed_on, merged.handoff_id
