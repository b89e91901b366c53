-- Every channel agreed to earn no credit has at least one touch on a deal.
--
-- group: Links found
-- level: warn
-- scope: house
-- reads: marts.deal_journeys, agreements.attribution
with

named as (

    select distinct
        unnest(uncredited_channels) as channel
    from agreements.attribution

),

touched as (

    select distinct
        lower(trim(channel)) as channel
    from marts.deal_journeys
    where is_uncredited

)

select named.channel
from named
left join touched on lower(trim(named.channel)) = touched.channel
where touched.channel is null
order by named.channel
