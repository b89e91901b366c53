-- Which open deals are behind this number of the pipeline, and how much of each?
--
-- in_campaign and in_rep say that campaign_id and rep_id are to be compared, so that "no known campaign" and "unassigned" can be
-- asked for too. influenced is what the chosen cells give of the deal, share the part of it, `booked` the whole deal at the rate
-- of the day it was opened.
--
-- formerly: deals/open
-- grain:   deal_id
-- params:  $filters, $deal_filters, $scope, @credit_rule, @ledger_cell, $state varchar = 'all' in (all, no_probability, no_amount)
-- reads:   filtered.pipeline_credit_scoped, marts.deals, marts.leads
-- columns: deal_id, lead_id, company, opened_on (date), age_days (days), kind, stage, probability (rate, deal_probability),
--          influenced (money, pipeline_influenced), share (rate, credited_share), weighted (money, pipeline_weighted), booked (money, deal_amount),
--          channel, segment, region, people
with

cells as (

    select *
    from filtered.pipeline_credit_scoped($filters, $scope, $deal_filters, $model, $window_days, $half_life_days, $weights::bigint[])
    where
        ($in_campaign = 'no' or campaign_id is not distinct from $campaign_id)
        and ($in_rep = 'no' or rep_id is not distinct from $rep_id)
        and case $state when 'no_probability' then probability is null when 'no_amount' then not has_amount else true end

),

credited as (

    select
        deal_id,
        latest_stage,
        probability,
        filtered.money(cents) as influenced,
        sum(cents) as cents,
        filtered.money(weighted_cents) as weighted
    from cells
    group by all

)

select
    credited.deal_id,
    deals.lead_id,
    leads.company,
    deals.opened_on,
    deals.age_days,
    deals.kind,
    coalesce(deals.stage, credited.latest_stage, 'not recorded') as stage,
    cast(credited.probability as double) as probability,
    credited.influenced,
    filtered.rate(credited.cents, deals.amount_cents) as share,
    credited.weighted,
    deals.amount as booked,
    coalesce(deals.channel, 'not recorded') as channel,
    coalesce(deals.segment, 'not recorded') as segment,
    coalesce(deals.region, 'not recorded') as region,
    coalesce(deals.people, 'unassigned') as people
from credited
inner join marts.deals on credited.deal_id = deals.deal_id
left join marts.leads on deals.lead_id = leads.lead_id
order by credited.influenced desc, deals.opened_on desc, credited.deal_id
