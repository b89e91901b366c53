-- Leads that are gone, and the one that each was merged or joined into: what people typed about the old id belongs to that one.
--
-- grain: lead_id
-- scope: cluster
-- reads: canonical.merged_leads, canonical.identities
select
    lead_id,
    merged_into
from canonical.merged_leads
union all
select
    lead_id,
    person
from canonical.identities
where lead_id <> person
order by lead_id
