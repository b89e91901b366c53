-- Opportunities that count: not deleted.
--
-- grain: id
-- reads: raw.opportunities
select *
from raw.opportunities
where
    not coalesce(is_gone, false)
    and not coalesce(is_deleted, false)
