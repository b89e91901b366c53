-- How much revenue did each person support outside the split (SDR, sales engineer)?
--
-- Overlay shares of deals won in the period, a ledger of its own: its sums are no part of the split and add up to nothing booked.
--
-- grain:   rep_id
-- params:  $filters, @credit_rule
-- reads:   filtered.overlays, marts.reps
-- columns: rep_id, rep_name, role, deal_count (count, deals_supported), overlay (money, revenue_overlay)
-- opens:   revenue/overlay_deals in_rep='yes' rep_id=rep_id count=deal_count sum=overlay
with

cells as (

    select *
    from filtered.overlays($filters, $model, $window_days, $half_life_days, $weights::bigint[])

),

reps_supporting as (

    select
        rep_id,
        count(distinct deal_id) as deal_count,
        filtered.money(cents) as overlay
    from cells
    group by all

)

select
    supporting.rep_id,
    coalesce(reps.rep_name, supporting.rep_id) as rep_name,
    coalesce(reps.role, 'not recorded') as role,
    supporting.deal_count,
    supporting.overlay
from reps_supporting as supporting
left join marts.reps on supporting.rep_id = reps.rep_id
order by supporting.overlay desc, rep_name, supporting.rep_id
