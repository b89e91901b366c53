-- Which values can each shared filter take, and how many leads or deals have them?
--
-- A null value is the row without one. Labels are names where there are any.
--
-- formerly: filters/choices
-- grain:   field, value?
-- params:
-- reads:   marts.leads, marts.campaigns, marts.reps, marts.deals, marts.credit
-- columns: field, value, label, row_count (count)
with

counted as (

    select 'channels' as field, channel as value, count(*) as row_count
    from marts.leads
    group by all
    union all
    select 'campaigns', campaign_id, count(*)
    from marts.leads
    group by all
    union all
    select 'regions', region, count(*)
    from marts.leads
    group by all
    union all
    select 'segments', segment, count(*)
    from marts.leads
    group by all
    union all
    select 'reps', rep_id, 0
    from marts.reps
    union all
    select distinct 'reps', rep_id, 0
    from marts.credit
    union all
    select distinct 'teams', team, 0
    from marts.reps
    union all
    select distinct 'campaigns', campaign_id, 0
    from marts.campaigns
    union all
    select distinct 'campaigns', campaign_id, 0
    from marts.credit
    union all
    select distinct 'channels', channel, 0
    from marts.credit
    union all
    select 'kinds', kind, count(*)
    from marts.deals
    group by all

),

merged as (

    select
        field,
        value,
        cast(sum(row_count) as bigint) as row_count
    from counted
    group by all

)

select
    merged.field,
    merged.value,
    case
        when merged.value is not null then coalesce(campaigns.campaign_name, reps.rep_name, merged.value)
        when merged.field = 'campaigns' then 'no known campaign'
        when merged.field in ('reps', 'teams') then 'unassigned'
        else 'not recorded'
    end as label,
    merged.row_count
from merged
left join marts.campaigns on merged.field = 'campaigns' and merged.value = campaigns.campaign_id
left join marts.reps on merged.field = 'reps' and merged.value = reps.rep_id
order by merged.field, label, merged.value
