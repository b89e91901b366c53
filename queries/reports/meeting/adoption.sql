-- Which team looked at which page, and when?
--
-- Visits by team and week, from its Monday; somebody who opens a page several times on a day counts once. Nobody's name is kept.
-- Teams are what people say of themselves: not said, where nobody did.
--
-- grain:   week_on, team, page
-- reads:   store.visits
-- columns: week_on (date), team, page, visit_count (count, page_visits)
select
    week_on,
    team,
    page,
    visit_count
from store.visits
order by week_on desc, team, visit_count desc, page
