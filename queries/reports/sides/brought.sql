-- Which leads, and which deals beside them, are behind the bridge of what leads brought?
--
-- state: all leads created in the days; or what was won of them in the days to win, with the deals beside them that no lead of these brought.
--
-- grain:   lead_id?, deal_id?
-- params:  $filters, $comparison, $scope, $as_of, $within_days integer = null in 1..1095, $by varchar = 'part' in (part, team),
--          $arm varchar = 'now' in (now, then), $state varchar = 'all' in (all, won)
-- reads:   filtered.bridge_leads_scoped, filtered.bridge_other_deals_scoped, marts.leads, marts.deals, marts.reps
-- needs:   handoffs, deals
-- columns: lead_id, deal_id, lead_name, company, created_on (date), part, is_won (flag), revenue (money, cohort_revenue, of deals), channel, rep_name
select
    behind.lead_id,
    null as deal_id,
    leads.lead_name,
    leads.company,
    leads.created_on,
    case when behind.response is null then 'not handed over' else behind.response end as part,
    behind.is_won,
    cast(behind.cents * 0.01 as decimal(18, 2)) as revenue,
    coalesce(behind.channel, 'not recorded') as channel,
    filtered.person(coalesce(reps.rep_name, leads.rep_id), leads.is_holder_unknown) as rep_name
from filtered.bridge_leads_scoped($filters, $scope, $comparison, $as_of, $within_days) as behind
inner join marts.leads on behind.lead_id = leads.lead_id
left join marts.reps on leads.rep_id = reps.rep_id
where behind.arm = $arm and ($state = 'all' or behind.is_won) and $by is not null
union all
select
    deals.lead_id,
    behind.deal_id,
    leads.lead_name,
    leads.company,
    leads.created_on,
    behind.part,
    true,
    cast(behind.cents * 0.01 as decimal(18, 2)),
    coalesce(deals.channel, 'not recorded'),
    null
from filtered.bridge_other_deals_scoped($filters, $scope, $comparison, $as_of, $within_days) as behind
inner join marts.deals on behind.deal_id = deals.deal_id
left join marts.leads on deals.lead_id = leads.lead_id
where behind.arm = $arm and $state = 'won'
order by revenue desc, lead_id, deal_id
