-- Contacts that HubSpot merged: what names the one that is gone belongs to the one that stayed.
--
-- grain: lead_id
-- reads: raw.merges
-- needs: rows
select
    contact_id as lead_id,
    merged_into
from raw.merges
