-- How a deal's cents are split over its people: running shares in order of rep_id, each person's cents by difference.
--
-- Overlay shares stand apart. Shares are basis points, divided by their own sum; a deal whose shares are all zero has none.
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
    where not coalesce(deal_reps.is_overlay, false)
    group by all

),

running as (

    select
        points.deal_id,
        points.rep_id,
        points.bps,
        cast(sum(points.bps) over (partition by points.deal_id order by points.rep_id rows unbounded preceding) as bigint) as b,
        cast(sum(points.bps) over (partition by points.deal_id) as bigint) as bt,
        coalesce(deals.amount_cents, 0) as amount_cents
    from points
    inner join marts.deals on points.deal_id = deals.deal_id

)

select
    deal_id,
    rep_id,
    bps,
    b,
    bt,
    sign(amount_cents) * (part(abs(amount_cents), b, bt) - part(abs(amount_cents), b - bps, bt)) as rep_cents
from running
where bt > 0 and bps > 0
order by deal_id, rep_id
