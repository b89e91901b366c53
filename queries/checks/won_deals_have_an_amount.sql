-- Every won deal has an amount; one without counts as 0.
--
-- group: Money adds up
-- level: warn
-- scope: cluster
-- reads: marts.deals
select
    deal_id,
    closed_on
from marts.deals
where is_won and amount_booked is null
