-- A lead of this export is marketing qualified by definition; won with its deal. Nothing between the two is recorded.
--
-- grain: lead_id, stage
-- reads: raw.mqls
select
    mql_id as lead_id,
    'mql' as stage,
    first_contact_date as entered_at,
    first_contact_date_is_date_only as entered_at_is_date_only
from raw.mqls
