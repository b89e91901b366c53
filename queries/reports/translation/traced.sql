-- Which leads does a measure itself name, and what became of them?
--
-- Leads by their first touch of the measure's own kind, on days since which the agreed days to win have passed. outcome: all; those
-- accepted, won or paid within these days of the touch (a won deal of new business; with whatever amount).
--
-- grain:   measure, lead_id
-- params:  $filters, $scope, $rows, $measure varchar = null, $outcome varchar = 'all' in (all, accepted, won, revenue)
-- reads:   filtered.traced_leads_scoped, marts.leads
-- needs:   campaign_days, touches
-- columns: measure, lead_id, lead_name, company, touched_on (date), campaign_name, stage, is_accepted (flag), deal_count (count),
--          traced_sum (money, traced_revenue, of deals)
with

asked as not materialized (

    select *
    from filtered.traced_leads_scoped($filters, $scope) as traced
    where
        ($measure is null or traced.measure = $measure)
        and case $outcome
            when 'accepted' then traced.is_accepted
            when 'won' then traced.deal_count > 0
            when 'revenue' then traced.deal_count > 0
            else true
        end

),

-- The last days, back to the one with which there are as many rows as wanted: those before are neither read whole nor sorted.
last_days as (

    select touched_on
    from (
        select
            touched_on,
            sum(count(*)) over (order by touched_on desc) - count(*) as count_after
        from asked
        group by touched_on
    )
    where count_after < $rows

),

first_rows as (

    select *
    from asked
    where touched_on in (select last_days.touched_on from last_days)
    order by touched_on desc, lead_id, measure
    limit $rows

)

select
    traced.measure,
    leads.lead_id,
    leads.lead_name,
    leads.company,
    traced.touched_on,
    traced.campaign_name,
    leads.latest_stage as stage,
    traced.is_accepted,
    traced.deal_count,
    cast(traced.cents * 0.01 as decimal(18, 2)) as traced_sum
from first_rows as traced
inner join marts.leads on traced.lead_id = leads.lead_id
order by traced.touched_on desc, traced.lead_id, traced.measure
