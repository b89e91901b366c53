-- Deals that count: neither deleted nor archived.
--
-- grain: deal_id
-- reads: raw.deals
select
    *,
    id as deal_id
from raw.deals
where
    not coalesce(is_gone, false)
    and not coalesce(is_deleted, false)
    and not coalesce(is_archived, false)
