-- An opportunity enters a stage, with its amount and probability then.
--
-- grain: deal_id, entered_at
-- reads: raw.stage_moves
-- needs: raw.opportunity_history
select
    opportunity_id as deal_id,
    entered_at,
    is_date_only as entered_at_is_date_only,
    stage,
    amount as amount_then,
    case when probability between 0 and 100 then cast(probability / 100 as decimal(9, 6)) end as probability
from raw.stage_moves
