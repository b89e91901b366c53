-- How many points have the leads gathered that nobody handed over?
--
-- Leads of the pool, created in the period and never handed over, by the agreed points of all their touches up to now.
--
-- grain:   points
-- params:  $filters
-- reads:   filtered.pool
-- columns: points (count, points_gathered, of touches), lead_count (count, pool_leads)
-- opens:   quality/pool points=points never_handed='yes' count=lead_count
select
    points_now as points,
    count(*) as lead_count
from filtered.pool($filters)
where days_to_handed is null
group by all
order by points_now
