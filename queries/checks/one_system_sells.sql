-- No person has deals in two systems: one is likely a copy of the other, and its money counts twice. Leave one file out.
--
-- group: Counts add up
-- level: warn
-- scope: cluster
-- reads: canonical.deals
select
    lead_id,
    count(*) as deal_count,
    array_to_string(array_agg(distinct source order by source), ', ') as sources
from canonical.deals
where lead_id is not null
group by lead_id
having count(distinct source) > 1
order by lead_id
