-- How many leads did marketing hand over each whole week, in the period and in the reference?
--
-- Weeks of the company, from the agreed weekday, that lie wholly in the period; a week without a handoff counts, from the first of the company on.
--
-- grain:   arm, week
-- params:  $filters, $as_of
-- reads:   filtered.sides_arrivals
-- needs:   handoffs
-- columns: arm, week (date), next_week (date), handoff_count (count, handoffs_of_marketing, of handoffs)
-- opens:   sides/handoffs arm=arm week=week sourced='marketing' count=handoff_count
select *
from filtered.sides_arrivals($filters, $as_of)
order by arm, week
