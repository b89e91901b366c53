-- In which whole weeks of the period did marketing hand over fewer leads than that?
--
-- grain:   week
-- params:  $filters, $as_of, $below double = null
-- reads:   filtered.sides_arrivals
-- needs:   handoffs
-- columns: week (date), next_week (date), handoff_count (count, handoffs_of_marketing, of handoffs)
select
    week,
    next_week,
    handoff_count
from filtered.sides_arrivals($filters, $as_of)
where arm = 'now' and ($below is null or handoff_count < $below)
order by week
