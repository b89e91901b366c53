-- Every won deal closed by the time the data reach to; one that closes later stands as open, its money is in nothing booked.
--
-- A planned close date on a deal marked as won early is the likely cause: date it at the day it was won.
--
-- group: Money adds up
-- level: warn
-- reads: meta.later_closes
select
    deal_id,
    closed_at,
    amount,
    currency
from meta.later_closes
where outcome = 'won'
