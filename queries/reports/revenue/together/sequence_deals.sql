-- Which closed deals have this sequence of contacts?
--
-- grain:   deal_id
-- params:  $filters, $scope, $steps integer = 3 in 1..6, $sequence varchar = null,
--          $outcome varchar = 'all' in (all, won, lost)
-- reads:   filtered.deal_contacts_scoped, marts.leads
-- columns: deal_id, lead_id, company, closed_on (date), outcome, kind, sequence, step_count (count),
--          revenue (money, booked_from), share (rate, selected_share), booked (money, deal_amount), channel, segment, region, people
with

deals as (

    select
        *,
        filtered.contact_sequence(steps, step_count, $steps) as sequence
    from filtered.deal_contacts_scoped($filters, $scope)
    where $outcome = 'all' or outcome = $outcome

)

select
    deals.deal_id,
    deals.lead_id,
    leads.company,
    deals.closed_on,
    deals.outcome,
    deals.kind,
    deals.sequence,
    deals.step_count,
    cast(deals.selected_cents * 0.01 as decimal(18, 2)) as revenue,
    deals.share,
    deals.amount as booked,
    coalesce(deals.channel, 'not recorded') as channel,
    coalesce(deals.segment, 'not recorded') as segment,
    coalesce(deals.region, 'not recorded') as region,
    coalesce(deals.people, 'unassigned') as people
from deals
left join marts.leads on deals.lead_id = leads.lead_id
where $sequence is null or deals.sequence = $sequence
order by deals.closed_on desc, deals.deal_id
