-- Which deals closed in the period are behind this number?
--
-- `revenue` is the share of the deal that the people asked for have, `booked` the whole deal, in the reporting currency at the
-- rate of the day it closed; `currency` is the deal's own. Without a filter on people the two are one. part='shared': the deals
-- they share with others, part='no_amount': those that say no amount. written_in: the currency written on the deal.
--
-- formerly: deals/closed
-- grain:   deal_id
-- params:  $filters, $scope, $outcome varchar = 'all' in (all, won, lost),
--          $part varchar = 'all' in (all, shared, no_amount), $written_in varchar = 'any'
-- reads:   filtered.deals_closed_scoped, marts.leads
-- columns: deal_id, lead_id, company, opened_on (date), closed_on (date), outcome, kind, revenue (money, booked_from),
--          share (rate, selected_share), booked (money, deal_amount), currency, channel, segment, region, people, days_to_close (days)
with

deals as (

    select *
    from filtered.deals_closed_scoped($filters, $scope)
    where
        ($outcome = 'all' or outcome = $outcome)
        and (
            $part = 'all'
            or ($part = 'shared' and is_shared)
            or ($part = 'no_amount' and amount_booked is null)
        )
        and ($written_in = 'any' or currency = $written_in)

)

select
    deals.deal_id,
    deals.lead_id,
    leads.company,
    deals.opened_on,
    deals.closed_on,
    deals.outcome,
    deals.kind,
    cast(deals.selected_cents * 0.01 as decimal(18, 2)) as revenue,
    deals.share,
    deals.amount as booked,
    deals.currency,
    coalesce(deals.channel, 'not recorded') as channel,
    coalesce(deals.segment, 'not recorded') as segment,
    coalesce(deals.region, 'not recorded') as region,
    coalesce(deals.people, 'unassigned') as people,
    deals.days_to_close
from deals
left join marts.leads on deals.lead_id = leads.lead_id
order by deals.closed_on desc, deals.deal_id
