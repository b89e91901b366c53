-- Credit beside the shares (SDR, sales engineer): a share of the deal's cents that is no part of the split.
--
-- grain: deal_id, rep_id
-- scope: cluster
-- reads: canonical.deal_reps, marts.deals
with

points as (

    select
        deal_reps.deal_id,
        deal_reps.rep_id,
        cast(floor(sum(deal_reps.share) * 10000 + 0.5) as bigint) as bps
    from canonical.deal_reps
    where deal_reps.is_overlay
    group by all

)

select
    points.deal_id,
    points.rep_id,
    points.bps,
    sign(coalesce(deals.amount_cents, 0)) * part(abs(coalesce(deals.amount_cents, 0)), points.bps, 10000) as overlay_cents
from points
inner join marts.deals on points.deal_id = deals.deal_id
where points.bps > 0
order by points.deal_id, points.rep_id
