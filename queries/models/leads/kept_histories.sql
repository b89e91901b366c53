-- Attributes of leads of which the house keeps a history: a value of any other is known as it is today alone.
--
-- grain: attribute
-- scope: house
-- reads: canonical.lead_changes
select distinct attribute
from canonical.lead_changes
order by attribute
