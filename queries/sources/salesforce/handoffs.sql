-- A lead is passed to sales, when that is said to be.
--
-- grain: handoff_id
-- reads: raw.handoffs_found
-- needs: rows
select *
from raw.handoffs_found
