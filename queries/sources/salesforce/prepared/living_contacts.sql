-- Contacts that count: neither deleted nor merged into another.
--
-- grain: id
-- reads: raw.contacts
select *
from raw.contacts
where
    not coalesce(is_gone, false)
    and not coalesce(is_deleted, false)
    and merged_into is null
