-- No two leads have the same e-mail address.
--
-- Case and outer spaces do not make another address. The address itself is not shown: it is personal.
--
-- group: Values allowed
-- level: warn
-- scope: house
-- reads: canonical.leads
select
    count(*) as lead_count,
    array_to_string(array_agg(lead_id order by created_at, lead_id)[1:5], ', ') as lead_ids
from canonical.leads
where email is not null
group by lower(trim(email))
having count(*) > 1
