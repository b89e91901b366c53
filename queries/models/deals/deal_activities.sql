-- What people in sales did for a deal up to its end: activities that name it, and those of its buying group that name no deal.
--
-- Automated ones are left out, and planned ones; either direction counts, since a conversation is one whoever began it. As for touches, only the
-- window in force at the close is looked at, both edges belong, and where a date is all that is known days are compared.
--
-- grain: deal_id, activity_id
-- scope: cluster
-- reads: marts.deals, marts.deal_groups, canonical.activities
with

activities_of_deals as (

    select deal_id, activity_id, occurred_at, occurred_at_is_date_only
    from canonical.activities
    where deal_id is not null and not coalesce(is_automated, false) and is_done(status)
    union all
    select deal_groups.deal_id, activities.activity_id, activities.occurred_at, activities.occurred_at_is_date_only
    from marts.deal_groups
    inner join canonical.activities on deal_groups.lead_id = activities.lead_id
    where activities.deal_id is null and not coalesce(activities.is_automated, false) and is_done(activities.status)

),

dated as (

    select
        deals.deal_id,
        deals.closed_on,
        deals.ends_at,
        deals.window_days,
        activities.activity_id,
        activities.occurred_at,
        coalesce(activities.occurred_at_is_date_only, false) or coalesce(deals.closed_at_is_date_only, false) as is_by_date
    from activities_of_deals as activities
    inner join marts.deals on activities.deal_id = deals.deal_id

)

select
    deal_id,
    activity_id,
    occurred_at,
    closed_on
from dated
where
    is_from(occurred_at, ends_at, is_by_date, $zone)
    and (window_days is null or whole_seconds(occurred_at, ends_at, is_by_date, $zone) <= window_days * 86400)
order by closed_on, deal_id, activity_id
