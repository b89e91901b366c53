-- Contacts that count: neither deleted nor archived.
--
-- grain: contact_id
-- reads: raw.contacts
select
    *,
    id as contact_id
from raw.contacts
where
    not coalesce(is_gone, false)
    and not coalesce(is_deleted, false)
    and not coalesce(is_archived, false)
