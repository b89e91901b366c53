-- Leads given to sales: rows with no rejection, loss or recycling between them are one handoff, so that a transfer restarts nothing.
--
-- The rep is the last holder; a transferred handoff without assignment history has none and says so.
--
-- grain: handoff_id
-- reads: canonical.handoffs, canonical.assignments, marts.handoff_rounds, marts.stage_events, marts.leads, marts.reps,
--        agreements.conversion
with

last_holders as (

    select
        handoff_id,
        max_by(rep_id, assigned_at) as rep_id,
        true as is_assigned
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
        min_by(handoffs.handed_at_is_date_only, (handoffs.handed_at, handoffs.handoff_id)) as is_date_only,
        min_by(handoffs.score, (handoffs.handed_at, handoffs.handoff_id)) as score,
        min(handoffs.accepted_at) as accepted_at,
        min_by(handoffs.accepted_at_is_date_only, handoffs.accepted_at) as accepted_is_date_only,
        min(handoffs.rejected_at) as rejected_at,
        min_by(handoffs.rejected_at_is_date_only, handoffs.rejected_at) as rejected_is_date_only,
        min_by(handoffs.reject_reason, handoffs.rejected_at) as reject_reason,
        count(*) - 1 + sum(coalesce(handoffs.transfers, 0)) as transfers,
        -- in a struct, since a maximum passes over a null: a lead given back to a queue is nobody's
        max_by(
            {'rep_id': case when last_holders.is_assigned then last_holders.rep_id else handoffs.rep_id end},
            (handoffs.handed_at, handoffs.handoff_id)
        ) as holder,
        bool_or(last_holders.is_assigned is null and coalesce(handoffs.transfers, 0) > 0) as is_holder_unknown
    from marts.handoff_rounds as numbered
    inner join canonical.handoffs on numbered.handoff_id = handoffs.handoff_id
    left join last_holders on handoffs.handoff_id = last_holders.handoff_id
    group by all

),

followed as (

    select
        * exclude (holder),
        struct_extract(holder, 'rep_id') as holder_id,
        lead(handed_at) over (partition by lead_id order by round) as next_handed_at,
        lead(is_date_only) over (partition by lead_id order by round) as next_is_date_only
    from merged

),

-- A handoff is sales-qualified by what happens before the next one.
qualified as (

    select
        followed.lead_id,
        followed.round,
        min(stage_events.entered_at) as sql_at,
        min_by(stage_events.is_date_only, stage_events.entered_at) as sql_is_date_only
    from followed
    inner join marts.stage_events on followed.lead_id = stage_events.lead_id
    where
        stage_events.stage in ('sql', 'opportunity', 'won')
        and is_from(
            followed.handed_at, stage_events.entered_at, followed.is_date_only or stage_events.is_date_only, $zone
        )
        and not coalesce(
            is_from(
                followed.next_handed_at, stage_events.entered_at,
                followed.next_is_date_only or stage_events.is_date_only, $zone
            ),
            false
        )
    group by all

)

select
    merged.handoff_id,
    merged.lead_id,
    merged.round,
    merged.qualified_at,
    merged.handed_at,
    cast(timezone($zone, merged.handed_at) as date) as handed_on,
    merged.is_date_only,
    merged.score,
    merged.accepted_at,
    merged.rejected_at,
    merged.rejected_is_date_only,
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
    days_from(
        merged.handed_at, merged.accepted_at, merged.is_date_only or merged.accepted_is_date_only, $zone
    ) as days_to_accepted,
    days_from(
        merged.handed_at, merged.rejected_at, merged.is_date_only or merged.rejected_is_date_only, $zone
    ) as days_to_rejected,
    days_from(
        merged.handed_at, qualified.sql_at, merged.is_date_only or qualified.sql_is_date_only, $zone
    ) as days_to_sql,
    qualified.sql_at,
    qualified.sql_is_date_only,
    conversion.sal as within_days,
    whole_days(merged.handed_at, cast($as_of as timestamptz), merged.is_date_only, $zone) as age_days
from followed as merged
inner join marts.leads on merged.lead_id = leads.lead_id
left join qualified
    on merged.lead_id = qualified.lead_id
    and merged.round = qualified.round
left join agreements.conversion
    on merged.handed_at >= conversion.effective_from
    and merged.handed_at < conversion.effective_to
left join marts.reps on not merged.is_holder_unknown and merged.holder_id = reps.rep_id
order by handed_on, merged.handoff_id
