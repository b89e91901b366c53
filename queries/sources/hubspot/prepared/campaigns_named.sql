-- What links and properties call a campaign (its id, UTM value or name, folded), and its id.
--
-- grain: called
-- reads: raw.campaigns
with

names as (

    select
        id,
        unnest([id, utm, campaign_name]) as name
    from raw.campaigns
    where
        not coalesce(is_gone, false)
        and not coalesce(is_archived, false)

)

select
    lower(trim(name)) as called,
    min(id) as campaign_id
from names
where name is not null
group by 1
having count(distinct id) = 1
