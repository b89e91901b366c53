-- What a deal was thought to be worth from a day on, at the deal's own rate: the last amount written on each day it moved.
--
-- grain: deal_id, known_on
-- scope: cluster
-- reads: canonical.deal_stages, marts.deals
with

entries as (

    select
        deal_stages.deal_id,
        deal_stages.entered_at,
        cast(timezone($zone, deal_stages.entered_at) as date) as known_on,
        cast(floor(deal_stages.amount_then * deals.rate * 100 + 0.5) as bigint) as amount_cents
    from canonical.deal_stages
    inner join marts.deals on deal_stages.deal_id = deals.deal_id
    where deal_stages.amount_then is not null and deals.rate is not null

)

select
    deal_id,
    known_on,
    max_by(amount_cents, entered_at) as amount_cents
from entries
group by deal_id, known_on
order by deal_id, known_on
