-- Every lead of the sources appears exactly once in the marts, and at least once in the funnel.
--
-- group: Counts add up
-- level: stop
-- scope: cluster
-- reads: canonical.leads, marts.leads, marts.episodes
select leads.lead_id
from canonical.leads
left join marts.leads as lead_marts on leads.lead_id = lead_marts.lead_id
left join (select distinct lead_id from marts.episodes) as rounds on leads.lead_id = rounds.lead_id
where lead_marts.lead_id is null or rounds.lead_id is null
