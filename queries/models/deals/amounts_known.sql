-- Whether it is known of any deal what it was thought to be worth on a day.
--
-- grain: are_known
-- scope: house
-- reads: marts.deal_amounts
select count(*) > 0 as are_known
from marts.deal_amounts
