-- Which deals closed in the period are behind this number?
--
-- Amounts in the reporting currency at the rate of the day the deal closed; currency is the one it was booked in.
--
-- grain:   deal_id
-- params:  $filters, $scope, $outcome varchar = 'all' in (all, won, lost)
-- reads:   seen.deals_closed_scoped, marts.leads
-- columns: deal_id, lead_id, company, opened_on (date), closed_on (date), outcome, kind, revenue (money, deal_amount),
--          currency, channel, segment, region, people, days_to_close (days)
with

deals as (

    select *
    from seen.deals_closed_scoped($filters, $scope)
    where $outcome = 'all' or outcome = $outcome

)

select
    deals.deal_id,
    deals.lead_id,
    leads.company,
    deals.opened_on,
    deals.closed_on,
    deals.outcome,
    deals.kind,
    deals.amount as revenue,
    deals.currency,
    coalesce(deals.channel, 'not recorded') as channel,
    coalesce(deals.segment, 'not recorded') as segment,
    coalesce(deals.region, 'not recorded') as region,
    coalesce(deals.people, 'unassigned') as people,
    deals.days_to_close
from deals
left join marts.leads on deals.lead_id = leads.lead_id
order by deals.closed_on desc, deals.deal_id
