-- Which leads are in the nurture pool?
--
-- Leads created in the period that nobody has handed over, or that sales returned; not those in work, closed or opted out.
-- `is_ripe`, ready for sales: at or above the threshold (the one agreed now where none is asked for) by the agreed points of their
-- touches, and yet not handed over.
--
-- grain:   lead_id
-- params:  $filters, $scope, $rows, $as_of, $standing varchar = 'all' in (all, new, warm, cold, given_back),
--          $never_handed varchar = 'any' in (any, yes), $is_ripe varchar = 'any' in (any, yes), $points integer = null,
--          $threshold integer = null
-- reads:   filtered.pool_scoped, marts.leads, marts.campaigns
-- columns: lead_id, lead_name, company, created_on (date), standing, points (count, points_gathered, of touches),
--          age_days (days), days_since_touch (days), campaign_name, channel, segment
with

asked as not materialized (

    select *
    from filtered.pool_scoped($filters, $scope) as pool
    where
        $standing in ('all', pool.standing)
        and ($never_handed = 'any' or pool.days_to_handed is null)
        and ($is_ripe = 'any' or (pool.days_to_handed is null and pool.points_now >= coalesce($threshold, filtered.agreed_threshold($as_of))))
        and ($points is null or pool.points_now = $points)

),

-- The most points, down to those with which there are as many rows as wanted: leads of fewer are neither read whole nor sorted.
most_points as (

    select points_now
    from (
        select
            points_now,
            sum(count(*)) over (order by points_now desc) - count(*) as count_above
        from asked
        group by points_now
    )
    where count_above < $rows

),

first_rows as (

    select *
    from asked
    where points_now in (select most_points.points_now from most_points)
    order by points_now desc, lead_id
    limit $rows

)

select
    pool.lead_id,
    leads.lead_name,
    leads.company,
    pool.created_on,
    pool.standing,
    pool.points_now as points,
    pool.age_days,
    pool.days_since_touch,
    filtered.campaign_called(campaigns.campaign_name, pool.campaign_id) as campaign_name,
    coalesce(pool.channel, 'not recorded') as channel,
    coalesce(pool.segment, 'not recorded') as segment
from first_rows as pool
inner join marts.leads on pool.lead_id = leads.lead_id
left join marts.campaigns on pool.campaign_id = campaigns.campaign_id
order by pool.points_now desc, pool.lead_id
