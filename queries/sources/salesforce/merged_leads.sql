-- Leads that were merged or converted: what names the old id belongs to the one that stayed, the contact.
--
-- grain: lead_id
-- reads: raw.lead_ids
-- needs: rows
select
    known_as as lead_id,
    lead_id as merged_into
from raw.lead_ids
where known_as <> lead_id
