-- Which rows is each headline number of a month made of, by the day each thing happened?
--
-- The same numbers as goals/by_month without filters; kept from build to build, so that a restated month can be told.
--
-- grain: metric, id
-- reads: marts.leads, marts.episodes, marts.handoffs, marts.deals
with

happened as (

    select 'leads_created' as metric, 'leads' as table_name, lead_id as id, lead_id, null as deal_id, created_on as day, 1 as value
    from marts.leads
    union all
    select 'leads_qualified', 'stage_entries', lead_id || ' ' || episode, lead_id, null, mql_on, 1
    from marts.episodes
    where episode = 1
    union all
    select 'handoffs', 'handoffs', handoff_id, lead_id, null, handed_on, 1
    from marts.handoffs
    union all
    select 'deals_won', 'deals', deal_id, lead_id, deal_id, closed_on, 1
    from marts.deals
    where is_won
    union all
    select 'revenue_booked', 'deals', deal_id, lead_id, deal_id, closed_on, coalesce(amount, 0)
    from marts.deals
    where is_won

),

dated as (

    select
        metric,
        table_name,
        id,
        lead_id,
        deal_id,
        cast(date_trunc('month', day) as date) as month,
        cast(value as decimal(18, 2)) as value
    from happened
    where day is not null

)

select * from dated
