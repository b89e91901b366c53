-- Which team looked at which page, and when?
--
-- Visits by team and week, from its agreed first day; somebody who opens a page several times on a day counts once. Nobody's
-- name is kept. Teams are what people say of themselves: not said, where nobody did.
--
-- grain:   week, team, page
-- reads:   store.visits
-- columns: week (date), team, page, visit_count (count, page_visits)
select
    filtered.week_of(visited_on) as week,
    team,
    page,
    cast(sum(visit_count) as bigint) as visit_count
from store.visits
group by all
order by week desc, team, visit_count desc, page
