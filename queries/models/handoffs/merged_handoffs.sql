-- Leads given to sales, each as the source's rows tell it together: a transfer adds to the handoff it belongs to.
--
-- next_handed_at is when the lead was handed over again; is_holder_unknown: passed on without a record of to whom.
--
-- grain: handoff_id
-- scope: cluster
-- reads: canonical.handoffs, canonical.assignments, canonical.leads, marts.handoff_rounds
with

assigned as (

    select distinct handoff_id
    from canonical.assignments

),

merged as (

    select
        rounds.lead_id,
        rounds.round,
        max(handoffs.handoff_id) filter (where rounds.is_first) as handoff_id,
        min(rounds.own_qualified_at) as qualified_at,
        min_by(
            rounds.qualified_is_date_only, by_instant(rounds.own_qualified_at, rounds.qualified_is_date_only)
        ) as qualified_is_date_only,
        min(handoffs.handed_at) as handed_at,
        bool_and(handoffs.handed_at_is_date_only) filter (where rounds.is_first) as is_date_only,
        max(handoffs.score) filter (where rounds.is_first) as score,
        min(handoffs.accepted_at) as accepted_at,
        min_by(
            handoffs.accepted_at_is_date_only, by_instant(handoffs.accepted_at, handoffs.accepted_at_is_date_only)
        ) as accepted_is_date_only,
        min(handoffs.rejected_at) as rejected_at,
        min_by(
            handoffs.rejected_at_is_date_only, by_instant(handoffs.rejected_at, handoffs.rejected_at_is_date_only)
        ) as rejected_is_date_only,
        min_by(handoffs.reject_reason, handoffs.rejected_at) as reject_reason,
        cast(count(*) - 1 + sum(coalesce(handoffs.transfers, 0)) as bigint) as transfers,
        bool_or(assigned.handoff_id is null and coalesce(handoffs.transfers, 0) > 0) as is_holder_unknown
    from marts.handoff_rounds as rounds
    inner join canonical.handoffs on rounds.handoff_id = handoffs.handoff_id
    left join assigned on rounds.handoff_id = assigned.handoff_id
    group by all

),

handed_again as (

    select
        lead_id,
        round - 1 as round_before,
        handed_at,
        is_date_only
    from merged
    where round > 1

)

select
    merged.handoff_id,
    merged.lead_id,
    merged.round,
    merged.qualified_at,
    merged.qualified_is_date_only,
    merged.handed_at,
    merged.is_date_only,
    merged.score,
    merged.accepted_at,
    merged.accepted_is_date_only,
    merged.rejected_at,
    merged.rejected_is_date_only,
    merged.reject_reason,
    merged.transfers,
    merged.is_holder_unknown,
    leads.region,
    handed_again.handed_at as next_handed_at,
    handed_again.is_date_only as next_is_date_only
from merged
inner join canonical.leads on merged.lead_id = leads.lead_id
left join handed_again
    on merged.lead_id = handed_again.lead_id
    and merged.round = handed_again.round_before
order by merged.lead_id, merged.round
