-- Which won deals have credit of no known campaign for this reason?
--
-- revenue is the part of the deal that no campaign has.
--
-- grain:   deal_id
-- params:  $filters, $scope, @credit_rule, $reason varchar = null
-- reads:   filtered.nameless_credit_scoped, marts.deals, marts.leads
-- columns: deal_id, lead_id, company, closed_on (date), kind, revenue (money, credited_to),
--          share (rate, credited_share), booked (money, deal_amount), reason,
--          days_open (days), people
select
    nameless.deal_id,
    nameless.lead_id,
    leads.company,
    deals.closed_on,
    deals.kind,
    cast(nameless.cents * 0.01 as decimal(18, 2)) as revenue,
    filtered.rate(nameless.cents, deals.amount_cents) as share,
    coalesce(deals.amount, 0) as booked,
    nameless.reason,
    deals.closed_on - deals.opened_on as days_open,
    coalesce(deals.people, 'unassigned') as people
from filtered.nameless_credit_scoped($filters, $scope, $model, $window_days, $half_life_days, $weights::bigint[]) as nameless
inner join marts.deals on nameless.deal_id = deals.deal_id
left join marts.leads on nameless.lead_id = leads.lead_id
where $reason is null or nameless.reason = $reason
order by revenue desc, deals.closed_on desc, nameless.deal_id
