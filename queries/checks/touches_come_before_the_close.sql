-- A deal has at least one touch at or before its close; one whose touches all come later keeps them at age 0.
--
-- group: Time runs forward
-- level: warn
-- scope: cluster
-- reads: marts.deal_touches, marts.deals
select
    deals.deal_id,
    deals.lead_id,
    deals.closed_on,
    cast(timezone($zone, min(deal_touches.touched_at)) as date) as first_touched_on
from marts.deal_touches
inner join marts.deals on deal_touches.deal_id = deals.deal_id
where deal_touches.is_dating_error
group by deals.deal_id, deals.lead_id, deals.closed_on
