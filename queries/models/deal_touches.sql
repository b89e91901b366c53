-- The touches of a deal's buying group up to its close, inside its own window, counted from the newest backwards.
--
-- Only touches with a campaign or a channel. Ages are elapsed seconds in UTC; where a date is all that is known, days are
-- compared. A deal all of whose touches are dated after its close keeps them, at age 0, and a check names it.
--
-- grain: deal_id, j
-- reads: marts.deals, marts.deal_groups, canonical.touches, canonical.campaigns
with

touches_of_groups as (

    select
        deals.deal_id,
        deals.outcome,
        deals.closed_on,
        deals.window_days,
        touches.touch_id,
        touches.lead_id,
        touches.touched_at,
        touches.campaign_id,
        coalesce(touches.channel, campaigns.channel) as channel,
        case
            when touches.touched_at_is_date_only or coalesce(deals.closed_at_is_date_only, false) then
                86400 * date_diff(
                    'day',
                    cast(timezone($zone, touches.touched_at) as date),
                    cast(timezone($zone, deals.ends_at) as date)
                )
            else cast(floor(epoch(deals.ends_at)) - floor(epoch(touches.touched_at)) as bigint)
        end as age_s,
        case
            when touches.touched_at_is_date_only or coalesce(deals.closed_at_is_date_only, false)
                then cast(timezone($zone, touches.touched_at) as date) <= cast(timezone($zone, deals.ends_at) as date)
            else touches.touched_at <= deals.ends_at
        end as is_before_close
    from marts.deals
    inner join marts.deal_groups on deals.deal_id = deal_groups.deal_id
    inner join canonical.touches on deal_groups.lead_id = touches.lead_id
    left join canonical.campaigns on touches.campaign_id = campaigns.campaign_id
    where touches.campaign_id is not null or touches.channel is not null

),

touches_with_dating as (

    select
        *,
        max(case when is_before_close then 1 else 0 end) over (partition by deal_id) = 0 as is_dating_error
    from touches_of_groups

),

touches_in_window as (

    select
        * exclude (age_s),
        case when is_dating_error then 0 else age_s end as age_s
    from touches_with_dating
    where
        is_dating_error
        or (is_before_close and (window_days is null or age_s <= window_days * 86400))

)

select
    deal_id,
    cast(row_number() over (
        partition by deal_id
        order by touched_at desc, campaign_id desc, touch_id desc
    ) as bigint) as j,
    touch_id,
    lead_id,
    touched_at,
    campaign_id,
    channel,
    age_s,
    is_dating_error,
    outcome,
    closed_on
from touches_in_window
order by closed_on, deal_id, j
