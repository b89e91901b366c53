-- What became of the rows that a frozen goal counted, and which does it count now and did not then?
--
-- Of goals that count leads, MQLs, handoffs or opened deals; before_count - after_count and the frozen number make today's. Of a meeting
-- frozen before rows were kept there is nothing.
--
-- grain:   origin, goal_id, what
-- params:  $as_of, $frozen_id varchar required
-- reads:   filtered.frozen_differences
-- columns: frozen_id, origin, goal_id, what, before_count (count), after_count (count), row_count (count)
-- opens:   meeting/frozen_rows frozen_id=frozen_id origin=origin goal=goal_id what=what count=row_count
select
    $frozen_id as frozen_id,
    origin,
    goal_id,
    what,
    count(*) filter (where was_counted) as before_count,
    count(*) filter (where not was_counted) as after_count,
    count(*) as row_count
from filtered.frozen_differences($frozen_id, $as_of)
group by all
order by origin, goal_id, row_count desc, what
