-- A goal ends after it begins. One that does not is for no day and stands nowhere.
--
-- group: Time runs forward
-- level: warn
-- scope: house
-- reads: canonical.goals
select
    goal_id,
    period_start,
    period_end
from canonical.goals
where period_end <= period_start
