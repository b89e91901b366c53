-- How many of the leads lost at a step can be called again, and why are the others left out?
--
-- Each lead once, by the first reason that holds, in the order shown; `none`: it can be called. Together they are all leads lost; a
-- reason that holds for nobody has no row.
--
-- grain:   left_out
-- params:  $filters, @step_of_group
-- reads:   filtered.lost_leads
-- columns: left_out, place (count), lost_count (count, steps_left_out, handoffs)
-- opens:   funnel/savable left_out=left_out count=lost_count
with

reasons as (

    select *
    from (
        values
        ('none', 1), ('came_late', 2), ('came_back', 3), ('opted_out', 4), ('no_contact', 5), ('open_deal', 6), ('won_deal', 7),
        ('attempted', 8)
    ) as known (left_out, place)

),

lost as (

    select
        *,
        case $dimension
            when 'channel' then channel when 'segment' then segment when 'region' then region when 'team' then team
            when 'reject_reason' then reject_reason else campaign_id
        end as its_group
    from filtered.lost_leads($filters)

),

counted as (

    select
        left_out,
        count(*) as lost_count
    from lost
    where
        ($stage is null or stage = $stage)
        and ($in_group = 'no' or its_group is not distinct from $group_id)
    group by all

)

select
    reasons.left_out,
    reasons.place,
    counted.lost_count
from reasons
inner join counted on reasons.left_out = counted.left_out
order by reasons.place
