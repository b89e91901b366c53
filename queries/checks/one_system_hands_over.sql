-- No lead is handed over in two systems: it would be counted twice. Answer "none" to the question of one of them.
--
-- group: Values allowed
-- level: warn
-- scope: cluster
-- reads: canonical.handoffs
select
    lead_id,
    count(*) as handoff_count,
    array_to_string(array_agg(distinct source order by source), ', ') as sources
from canonical.handoffs
group by lead_id
having count(distinct source) > 1
order by lead_id
