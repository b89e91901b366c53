-- Leads held below the threshold at three ages, and what the next 30 days did to them.

-- Leads at three ages, each with the points it had then and 30 days later.
create macro filtered.lead_ages(filters) as table
    select *, 14 as day, points_14d as points_then, points_44d as points_later, has_touch_14d as has_touch
    from filtered.lead_points(filters)
    union all
    select *, 30, points_30d, points_60d, has_touch_30d
    from filtered.lead_points(filters)
    union all
    select *, 60, points_60d, points_90d, has_touch_60d
    from filtered.lead_points(filters);

-- Leads below a threshold and still held at an age, and what the next 30 days did to them; only those old enough to know.
-- scoped: rep_id
create macro filtered.held_leads(filters, threshold) as table
    select
        *,
        points_then // 5 * 5 as band,
        case
            when points_later >= threshold then 'ripened'
            when coalesce(days_to_opted_out < day + 30, false) then 'opted_out'
            when has_touch then 'still_warm'
            else 'gone_cold'
        end as became
    from filtered.lead_ages(filters)
    where
        age_days >= day + 30
        and points_then < threshold
        and coalesce(days_to_handed >= day, true)
        and coalesce(days_to_closed >= day, true)
        and coalesce(days_to_opted_out >= day, true);
