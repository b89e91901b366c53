-- Leads that are gone, and the one that each was merged into: what people typed about the old id belongs to that one.
--
-- grain: lead_id
-- reads: canonical.merged_leads
select
    lead_id,
    merged_into
from canonical.merged_leads
order by lead_id
