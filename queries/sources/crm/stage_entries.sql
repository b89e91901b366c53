-- A lead enters a stage, each time it does.
--
-- grain: lead_id, stage, entered_at
-- reads: raw.lead_stages
-- needs: rows
select
    lead_id,
    stage,
    entered_at,
    is_date_only as entered_at_is_date_only
from raw.lead_stages
