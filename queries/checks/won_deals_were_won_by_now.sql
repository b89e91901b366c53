-- No won deal closes later than the data reach; one that does counts as open, and its money is not booked.
--
-- A planned close date on a deal marked as won early is the likely cause: date it at the day it was won.
--
-- group: Money adds up
-- level: warn
-- scope: house
-- reads: meta.later_closes
select
    deal_id,
    closed_at,
    amount,
    currency
from meta.later_closes
where outcome = 'won'
