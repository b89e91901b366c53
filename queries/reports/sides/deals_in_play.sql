-- Which deals were in play in a period, and which of them were closed and won in it?
--
-- In play: open at the start of the period or opened in it. revenue: what the people asked for share of it, where it was won in the period.
--
-- grain:   deal_id
-- params:  $filters, $comparison, $scope, $as_of, $period varchar = 'chosen' in (chosen, quarter),
--          $arm varchar = 'now' in (now, then), $state varchar = 'all' in (all, won)
-- reads:   filtered.closing_deals_scoped, marts.deals, marts.leads
-- needs:   deals
-- columns: deal_id, lead_id, company, opened_on (date), closed_on (date), outcome, is_closed (flag), is_won (flag),
--          revenue (money, booked_from), kind, channel, segment
select
    deals.deal_id,
    deals.lead_id,
    leads.company,
    deals.opened_on,
    deals.closed_on,
    deals.outcome,
    in_play.is_closed,
    in_play.is_won,
    cast(case when in_play.is_won then in_play.cents end * 0.01 as decimal(18, 2)) as revenue,
    deals.kind,
    coalesce(deals.channel, 'not recorded') as channel,
    coalesce(deals.segment, 'not recorded') as segment
from filtered.closing_deals_scoped($filters, $scope, $comparison, $as_of, $period) as in_play
inner join marts.deals on in_play.deal_id = deals.deal_id
left join marts.leads on deals.lead_id = leads.lead_id
where in_play.arm = $arm and ($state = 'all' or in_play.is_won)
order by in_play.is_won desc, revenue desc, deals.deal_id
