-- Which won deals are behind this overlay, and how much of each?
--
-- overlay is what the chosen cells of the overlay ledger give, `booked` the whole deal; people are those of the split.
--
-- grain:   deal_id
-- params:  $filters, $scope, @credit_rule, @ledger_cell
-- reads:   filtered.overlays_scoped, marts.deals, marts.leads
-- columns: deal_id, lead_id, company, closed_on (date), kind, overlay (money, revenue_overlay), booked (money, deal_amount),
--          channel, segment, region, people
with

cells as (

    select
        deal_id,
        cents
    from filtered.overlays_scoped($filters, $scope, $model, $window_days, $half_life_days, $weights::bigint[])
    where
        ($in_campaign = 'no' or campaign_id is not distinct from $campaign_id)
        and ($in_rep = 'no' or rep_id is not distinct from $rep_id)

),

supported as (

    select
        deal_id,
        filtered.money(cents) as overlay
    from cells
    group by all

)

select
    supported.deal_id,
    deals.lead_id,
    leads.company,
    deals.closed_on,
    deals.kind,
    supported.overlay,
    coalesce(deals.amount, 0) as booked,
    coalesce(deals.channel, 'not recorded') as channel,
    coalesce(deals.segment, 'not recorded') as segment,
    coalesce(deals.region, 'not recorded') as region,
    coalesce(deals.people, 'unassigned') as people
from supported
inner join marts.deals on supported.deal_id = deals.deal_id
left join marts.leads on deals.lead_id = leads.lead_id
order by supported.overlay desc, deals.closed_on desc, supported.deal_id
