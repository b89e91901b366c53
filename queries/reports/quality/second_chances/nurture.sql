-- How large is the nurture pool, and how active is it?
--
-- Leads created in the period that nobody has handed over, or that sales returned, as they are now: new, under 30 days old; warm,
-- touched in the last 60 days; cold, not touched for longer; `given_back`, returned by sales. Ready for sales: never handed over,
-- and yet at or above the threshold agreed now by the agreed points of their touches.
--
-- grain:   standing
-- params:  $filters, $as_of
-- reads:   filtered.pool
-- columns: standing, lead_count (count, pool_leads), share (rate, pool_share), ripe_count (count, pool_ripe, of touches),
--          median_points (number, pool_points, of touches), median_age_days (number, pool_age)
-- opens:   quality/pool standing=standing count=lead_count
--          quality/pool standing=standing is_ripe='yes' count=ripe_count
with

counted as (

    select
        standing,
        count(*) as lead_count,
        count(*) filter (
            where days_to_handed is null and points_now >= filtered.agreed_threshold($as_of)
        ) as ripe_count,
        median(points_now) as median_points,
        median(age_days) as median_age_days
    from filtered.pool($filters)
    group by all

)

select
    standing,
    lead_count,
    lead_count / sum(lead_count) over () as share,
    ripe_count,
    median_points,
    median_age_days
from counted
order by case standing when 'new' then 1 when 'warm' then 2 when 'cold' then 3 else 4 end
