-- Which won deals are behind this credit, and how much of each?
--
-- in_campaign and in_rep say that campaign_id and rep_id are to be compared, so that "no known campaign" and "unassigned" can be
-- asked for too. revenue is what the chosen cells give of the deal, `booked` the whole deal, share the part of it.
--
-- grain:   deal_id
-- params:  $filters, $scope, @credit_rule, @ledger_cell, $channel_row varchar = null
-- reads:   filtered.credit_scoped, marts.deals, marts.leads
-- columns: deal_id, lead_id, company, closed_on (date), kind, revenue (money, credited_to), share (rate, credited_share),
--          booked (money, deal_amount), channel, segment, region, people
with

cells as (

    select
        deal_id,
        cents
    from filtered.credit_scoped($filters, $scope, $model, $window_days, $half_life_days, $weights::bigint[])
    where
        ($in_campaign = 'no' or campaign_id is not distinct from $campaign_id)
        and ($in_rep = 'no' or rep_id is not distinct from $rep_id)
        and ($channel_row is null or filtered.channel_row(channel, has_touch) = $channel_row)

),

credited as (

    select
        deal_id,
        filtered.money(cents) as revenue,
        sum(cents) as cents
    from cells
    group by all

)

select
    credited.deal_id,
    deals.lead_id,
    leads.company,
    deals.closed_on,
    deals.kind,
    credited.revenue,
    filtered.rate(credited.cents, deals.amount_cents) as share,
    coalesce(deals.amount, 0) as booked,
    coalesce(deals.channel, 'not recorded') as channel,
    coalesce(deals.segment, 'not recorded') as segment,
    coalesce(deals.region, 'not recorded') as region,
    coalesce(deals.people, 'unassigned') as people
from credited
inner join marts.deals on credited.deal_id = deals.deal_id
left join marts.leads on deals.lead_id = leads.lead_id
order by credited.revenue desc, deals.closed_on desc, credited.deal_id
