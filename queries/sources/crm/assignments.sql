-- Who held a handed-over lead when.
--
-- grain: handoff_id, assigned_at
-- reads: raw.handoff_owners
-- needs: rows
select
    concat_ws('-', lead_id, number) as handoff_id,
    rep_id,
    assigned_at,
    is_date_only as assigned_at_is_date_only
from raw.handoff_owners
