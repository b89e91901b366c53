-- Every amount in another currency has an exchange rate for its day, no older than agreed.
--
-- group: Money adds up
-- level: stop
-- scope: cluster
-- reads: marts.deals
select
    deal_id,
    currency,
    coalesce(closed_on, opened_on) as day
from marts.deals
where amount_booked is not null and rate is null
