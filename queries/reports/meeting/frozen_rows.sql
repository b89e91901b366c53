-- Which leads, MQLs, handoffs or opened deals explain the difference of a frozen goal?
--
-- before_on and after_on are the days on which a row counts for the goal's metric, then and now. An id stands where the data, the newest
-- import or the history of restated months still name it; lead_id is the lead as it is now, after a merge the one that is left.
--
-- grain:   origin, goal_id, row_key
-- params:  $scope, $as_of, $frozen_id varchar required, $origin varchar = null, $goal varchar = null, $what varchar = null
-- reads:   filtered.frozen_differences_scoped
-- columns: origin, goal_id, row_key, id, lead_id, was_counted (flag), before_on (date), after_on (date), what
select
    origin,
    goal_id,
    row_key,
    id,
    lead_id,
    was_counted,
    before_on,
    after_on,
    what
from filtered.frozen_differences_scoped($scope, $frozen_id, $as_of)
where
    ($origin is null or origin = $origin)
    and ($goal is null or goal_id = $goal)
    and ($what is null or what = $what)
order by origin, goal_id, what, coalesce(after_on, before_on), id, row_key
