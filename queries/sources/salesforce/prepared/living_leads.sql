-- Leads that count: neither deleted nor merged into another.
--
-- grain: id
-- reads: raw.leads
select *
from raw.leads
where
    not coalesce(is_gone, false)
    and not coalesce(is_deleted, false)
    and merged_into is null
