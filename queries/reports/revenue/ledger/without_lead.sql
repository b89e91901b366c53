-- Which won deals could be credited if somebody named a lead?
--
-- No lead of them is known, but leads of their account had touches. Their revenue stands under no known campaign until one is
-- named, or until both teams agree to credit such deals through their account.
--
-- grain:   deal_id
-- params:  $filters, $scope
-- reads:   filtered.deals_closed_scoped, marts.deals_without_lead
-- needs:   deals, touches
-- columns: deal_id, account_id, closed_on (date), kind, amount (money, deal_amount), people, lead_count (count), to_do
with

deals as (

    select *
    from filtered.deals_closed_scoped($filters, $scope)

)

select
    deals.deal_id,
    deals.account_id,
    deals.closed_on,
    deals.kind,
    deals.amount,
    coalesce(deals.people, 'unassigned') as people,
    nameless.lead_count,
    'Account ' || deals.account_id || ' has ' || nameless.lead_count
    || case when nameless.lead_count = 1 then ' lead' else ' leads' end || ' with touches: name one.' as to_do
from deals
inner join marts.deals_without_lead as nameless on deals.deal_id = nameless.deal_id
order by deals.amount desc nulls last, deals.deal_id
