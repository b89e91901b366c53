-- What each campaign cost a day, in cents of the reporting currency: its spend on the days it stands for.
--
-- Spend booked on under a tenth of the days a campaign ran (by the month, or a fair paid in advance) stands for all of them, and is spread
-- evenly from its first to its last; a campaign whose run is not known, and any other, cost what was booked on the day it was booked.
--
-- grain: campaign_id, day
-- scope: shared
-- reads: marts.campaign_days, marts.campaigns
with

booked as (

    select
        campaign_id,
        day,
        cast(coalesce(spend, 0) * 100 as bigint) as cents
    from marts.campaign_days
    where measure = 'spend'

),

rarely_booked as (

    select
        campaigns.campaign_id,
        campaigns.started_on,
        date_diff('day', campaigns.started_on, campaigns.ended_on) + 1 as day_count,
        cast(sum(booked.cents) as bigint) as cents
    from marts.campaigns
    inner join booked on campaigns.campaign_id = booked.campaign_id
    where campaigns.ended_on >= campaigns.started_on
    group by all
    having count(*) filter (where booked.day between campaigns.started_on and campaigns.ended_on) * 10 < day_count

),

places as (

    select
        *,
        unnest(range(day_count)) as place
    from rarely_booked

),

on_its_days as (

    select
        campaign_id,
        cast(started_on + to_days(cast(place as integer)) as date) as day,
        sign(cents) * (part(abs(cents), place + 1, day_count) - part(abs(cents), place, day_count)) as cents,
        true as is_spread
    from places
    union all
    select
        booked.*,
        false
    from booked
    anti join rarely_booked on booked.campaign_id = rarely_booked.campaign_id

)

select
    on_its_days.campaign_id,
    campaigns.channel,
    on_its_days.day,
    cast(on_its_days.cents as bigint) as cents,
    on_its_days.is_spread
from on_its_days
left join marts.campaigns on on_its_days.campaign_id = campaigns.campaign_id
order by on_its_days.day, on_its_days.campaign_id
