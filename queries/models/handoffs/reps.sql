-- The people in sales, with a name to show.
--
-- grain: rep_id
-- scope: shared
-- reads: canonical.reps
select
    rep_id,
    coalesce(rep_name, rep_id) as rep_name,
    team,
    role,
    region,
    weekly_capacity,
    active_from,
    active_to
from canonical.reps
order by rep_id
