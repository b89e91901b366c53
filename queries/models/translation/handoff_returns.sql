-- What a handoff brought: new business its lead won in the agreed days after being handed over and before being handed over again.
--
-- Only handoffs that brought any. Days are whole days of 24 hours, or of the calendar where either time is only a date.
--
-- grain: handoff_id
-- scope: cluster
-- reads: marts.handoffs, marts.merged_handoffs, marts.deals
with

closed as (

    select
        handoffs.handoff_id,
        deals.amount_cents
    from marts.handoffs
    inner join marts.merged_handoffs on handoffs.handoff_id = merged_handoffs.handoff_id
    inner join marts.deals on handoffs.lead_id = deals.lead_id
    where
        deals.is_won
        and deals.kind = 'new'
        and is_from(
            handoffs.handed_at, deals.closed_at, handoffs.is_date_only or coalesce(deals.closed_at_is_date_only, false), $zone
        )
        and days_from(
            handoffs.handed_at, deals.closed_at, handoffs.is_date_only or coalesce(deals.closed_at_is_date_only, false), $zone
        ) < handoffs.won_within_days
        and not coalesce(is_from(
            merged_handoffs.next_handed_at, deals.closed_at,
            merged_handoffs.next_is_date_only or coalesce(deals.closed_at_is_date_only, false), $zone
        ), false)

)

select
    handoff_id,
    count(*) as deal_count,
    cast(sum(coalesce(amount_cents, 0)) as bigint) as cents
from closed
group by all
order by handoff_id
