-- Every spend in another currency has an exchange rate for its day, no older than agreed.
--
-- group: Money adds up
-- level: stop
-- scope: house
-- reads: marts.campaign_days
select
    campaign_id,
    day
from marts.campaign_days
where measure = 'spend' and spend is null
