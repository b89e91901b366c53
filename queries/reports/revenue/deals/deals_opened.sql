-- Which deals opened in the period are behind this number?
--
-- New business, unless kinds are asked for, as the deal win rate counts it. `revenue` is the share of the deal that the people
-- asked for have, `booked` the whole deal; without a filter on people the two are equal.
--
-- formerly: deals/opened
-- grain:   deal_id
-- params:  $filters, $scope, $state varchar = 'all' in (all, old_enough, won_in_time)
-- reads:   filtered.deals_opened_scoped, marts.leads
-- columns: deal_id, lead_id, company, opened_on (date), closed_on (date), outcome, kind, revenue (money, booked_from),
--          share (rate, selected_share), booked (money, deal_amount), currency, channel, segment, region, people, days_to_close (days)
with

deals as (

    select
        *,
        filtered.is_mature(age_days, won_within_days) as is_old_enough,
        is_won and filtered.is_within(days_to_close, is_date_only, won_within_days) as is_won_in_time
    from filtered.deals_opened_scoped($filters, $scope)
    where opened_on is not null and filtered.is_wanted_kind($filters, kind)

),

wanted as (

    select *
    from deals
    where
        case $state
            when 'old_enough' then is_old_enough
            when 'won_in_time' then is_old_enough and is_won_in_time
            else true
        end

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
from wanted as deals
left join marts.leads on deals.lead_id = leads.lead_id
order by deals.opened_on desc, deals.deal_id
