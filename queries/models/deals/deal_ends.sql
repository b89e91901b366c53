-- How many weeks after the start of a month deals ended that were open then, by stage and age; and how many after they were opened.
--
-- The risk sets of the forecast. A deal is in one from the month in which it can be observed: not before the first end of any deal, since of
-- deals opened earlier only those that lived are known, and, where stages are recorded, not before its own first one. `stage` is
-- `opened` for the weeks since a deal was opened, with the Sunday of that week for its day. `week` counts whole weeks up to the end and is
-- blank while the deal is open; a year and more are 53.
--
-- grain: origin_on, kind, stage, age_from, week?, became
-- scope: house
-- reads: marts.deal_origins, marts.deal_states, marts.deals
with

first_end as (

    select
        min(closed_on) as closed_on,
        exists (from marts.deal_states) as has_stages
    from marts.deals

),

begun as (

    select
        deal_origins.origin_on,
        deal_origins.origin_on as counted_from,
        deal_origins.kind,
        deal_origins.stage,
        deal_origins.age_from,
        deals.closed_on,
        deals.outcome
    from marts.deal_origins
    inner join marts.deals on deal_origins.deal_id = deals.deal_id
    cross join first_end
    where deal_origins.origin_on >= first_end.closed_on and (deal_origins.stage <> 'open' or not first_end.has_stages)
    union all
    select
        cast(date_trunc('week', deals.opened_on) as date) + 6 as origin_on,
        deals.opened_on as counted_from,
        deals.kind,
        'opened' as stage,
        0 as age_from,
        deals.closed_on,
        deals.outcome
    from marts.deals
    cross join first_end
    where deals.opened_on >= first_end.closed_on

)

select
    origin_on,
    kind,
    stage,
    cast(age_from as integer) as age_from,
    cast(case when closed_on is not null then least((closed_on - counted_from) // 7, 53) end as integer) as week,
    outcome as became,
    count(*) as deal_count
from begun
group by all
order by origin_on, kind, stage, age_from, week, became
