-- Whole points for what goes with being sales-qualified, fitted on handoffs judged before those it is tried on were made.
--
-- grain: part, what
-- scope: house
-- reads: marts.scorecard_features
-- then:  overlap.subjects.quality.steps.scorecard.fitted
select
    handoff_id,
    part,
    what,
    amount,
    account_id,
    handed_on,
    sql_within_days,
    is_qualified,
    handoff_count
from marts.scorecard_features
order by md5(account_id), account_id, handoff_id, part, what
