-- Who met a deal's buying group in the window: marketing by touches, sales by activities, and in what order.
--
-- A step is a channel, or "sales"; the same one twice in a row is one step. step_1 is the newest of the six that are kept.
--
-- grain: deal_id
-- scope: cluster
-- reads: marts.deals, marts.deal_journeys, marts.deal_activities
with

contacts as (

    select
        deal_id, touched_at as happened_at, 0 as is_sales, -place as place, touch_id as contact_id,
        coalesce(channel, 'not recorded') as step
    from marts.deal_journeys
    where is_in_window
    union all
    select deal_id, occurred_at, 1, 0, activity_id, 'sales'
    from marts.deal_activities

),

contacts_beside_the_one_before as (

    select
        deal_id,
        happened_at,
        is_sales,
        place,
        contact_id,
        step,
        lag(step) over (partition by deal_id order by happened_at, is_sales, place, contact_id) as step_before,
        lag(is_sales) over (partition by deal_id order by happened_at, is_sales, place, contact_id) as was_sales
    from contacts

),

steps as (

    select
        deal_id,
        is_sales,
        step,
        row_number() over (
            partition by deal_id order by happened_at desc, is_sales desc, place desc, contact_id desc
        ) as place_from_last
    from contacts_beside_the_one_before
    where step_before is null or step_before <> step or was_sales <> is_sales

),

deals_with_steps as (

    select
        deal_id,
        max(is_sales) = 1 as has_activity,
        min(is_sales) = 0 as has_touch,
        count(*) as step_count,
        max(case when place_from_last = 1 then step end) as step_1,
        max(case when place_from_last = 2 then step end) as step_2,
        max(case when place_from_last = 3 then step end) as step_3,
        max(case when place_from_last = 4 then step end) as step_4,
        max(case when place_from_last = 5 then step end) as step_5,
        max(case when place_from_last = 6 then step end) as step_6
    from steps
    group by deal_id

)

select
    deals.deal_id,
    deals.closed_on,
    coalesce(deals_with_steps.has_touch, false) as has_touch,
    coalesce(deals_with_steps.has_activity, false) as has_activity,
    coalesce(deals_with_steps.step_count, 0) as step_count,
    deals_with_steps.step_1,
    deals_with_steps.step_2,
    deals_with_steps.step_3,
    deals_with_steps.step_4,
    deals_with_steps.step_5,
    deals_with_steps.step_6
from marts.deals
left join deals_with_steps on deals.deal_id = deals_with_steps.deal_id
order by deals.closed_on, deals.deal_id
