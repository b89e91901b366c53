-- What did each campaign cost, and what came back from the leads it brought?
--
-- The leads created in the period, by the campaign that brought them: what they reached, and the new business they won, in their
-- agreed days to win. Only days that have had all of these days count, and against them `judged_cost`, the cost of the same days:
-- `judged_day_count` of `day_count`, up to `judged_to`. `cost` and `cost_per_lead` are of all days. `is_spread`: recorded on few
-- of the days it ran, so spread over them. `cash_` is the other view, of deals closed in the period whoever they came from,
-- credited by the model, worth `cash_deals_worth` of them. A cost nobody recorded is none, not 0; under a filter on people, place, segment or existing customers no
-- cost can be set against the leads. Payback needs the margin of every deal counted.
--
-- grain:   campaign_id?
-- params:  $filters, @credit_rule
-- reads:   filtered.lead_outcomes, filtered.returns_sized, filtered.spend_days, filtered.return_days, filtered.credit, marts.spend_days,
--          marts.campaigns, marts.deals
-- then:    overlap.subjects.revenue.steps.return_on_spend.returns
-- columns: campaign_id, campaign_name, cost (money, campaign_cost, of campaign_days),
--          judged_cost (money, judged_cost, of campaign_days), is_spread (flag, campaign_cost_spread), judged_day_count (count, judged_days),
--          day_count (count, period_days), judged_to (date), lead_count (count, leads_created),
--          old_enough_count (count, leads_of_judged_days), mql_count (count, leads_mql_in_time, of mql), sql_count (count, leads_sql_in_time, of sql),
--          won_count (count, leads_won_in_time, of deals), cost_per_lead (money, cost_per_lead, of campaign_days),
--          cost_per_mql (money, cost_per_mql, of campaign_days, of mql), cost_per_sql (money, cost_per_sql, of campaign_days, of sql),
--          cost_per_won (money, acquisition_cost, of campaign_days, of won), deal_count (count, return_deals, of deals),
--          revenue (money, return_revenue, of deals), return_on_spend (number, return_on_spend, of campaign_days),
--          return_low (number, return_interval, of campaign_days), return_high (number, return_interval, of campaign_days),
--          payback_months (number, payback_months, of campaign_days), no_margin_count (count, return_deals, of deals),
--          is_young (flag), verdict (,, of campaign_days), cash_deal_count (count, deals_touched, of deals),
--          cash_revenue (money, credited_to, of deals), cash_deals_worth (number, deals_credited, of deals), cash_return (number, cash_return, of campaign_days),
--          cash_return_low (number, cash_interval, of campaign_days), cash_return_high (number, cash_interval, of campaign_days)
-- opens:   revenue/return_leads campaigns=campaign_id count=lead_count
--          revenue/return_leads campaigns=campaign_id of_days='judged' count=old_enough_count sum=revenue
--          revenue/return_leads campaigns=campaign_id of_days='judged' state='mql' count=mql_count
--          revenue/return_leads campaigns=campaign_id of_days='judged' state='sql' count=sql_count
--          revenue/return_leads campaigns=campaign_id of_days='judged' state='won' count=won_count
--          revenue/deals in_campaign='yes' campaign_id=campaign_id count=cash_deal_count
with

leads as (

    select
        campaign_id,
        count(*) as lead_count,
        count(*) filter (where is_of_judged_day) as old_enough_count,
        count(*) filter (where is_of_judged_day and is_mql_in_time) as mql_count,
        count(*) filter (where is_of_judged_day and is_sql_in_time) as sql_count,
        count(*) filter (where is_of_judged_day and is_won_in_time) as won_count
    from filtered.lead_outcomes($filters)
    group by campaign_id

),

returns as materialized (

    select *
    from filtered.returns_sized($filters)
    where is_of_judged_day

),

earned as (
    select
        campaign_id,
        count(*) as deal_count,
        sum(amount_cents) as cents,
        case when count(margin_cents) = count(*) then sum(margin_cents) end as margin_cents,
        count(*) - count(margin_cents) as no_margin_count
    from returns
    group by campaign_id

),

-- The deals of one account come together, so they count as one.
by_account as (

    select
        returns.campaign_id,
        coalesce('account ' || returns.account_id, 'lead ' || returns.lead_id) as account,
        cast(sum(returns.amount_cents) as double) as cents,
        sum(returns.size) as size
    from returns
    group by all

),

summed as (

    select
        campaign_id,
        filtered.sums(cents, size * size) as sums
    from by_account
    group by campaign_id

),

-- A campaign whose spend is recorded at all cost nothing in a period without any.
spent as (

    select
        campaign_id,
        bool_or(is_spread) as is_spread,
        sum(cents) * 0.01 as cost,
        coalesce(sum(cents) filter (where is_old_enough), 0) * 0.01 as judged_cost
    from (
        select campaign_id, cents, is_old_enough, is_spread
        from filtered.spend_days($filters)
        union all
        select distinct campaign_id, 0, true, is_spread
        from marts.spend_days
    )
    where filtered.is_spend_comparable($filters)
    group by campaign_id

),

credit as materialized (

    select campaign_id, deal_id, cents
    from filtered.credit($filters, $model, $window_days, $half_life_days, $weights::bigint[])

),

cash as (

    select
        credit.campaign_id,
        count(distinct credit.deal_id) as deal_count,
        sum(credit.cents) as cents,
        filtered.deals_worth(credit.cents, deals.amount_cents) as deals_worth
    from credit
    inner join marts.deals on credit.deal_id = deals.deal_id
    group by credit.campaign_id

),

-- How large one would expect each deal won in the period to be, whatever the other filters.
cash_sized as (

    select
        deal_id,
        account_id,
        amount_cents,
        filtered.expected_size(cast(amount_cents as double), kind, segment) as size
    from marts.deals
    where is_won and filtered.in_period($filters, closed_on)

),

cash_by_deal as (

    select
        campaign_id,
        deal_id,
        cast(sum(cents) as double) as cents
    from credit
    group by all

),

cash_by_account as (

    select
        cash_by_deal.campaign_id,
        coalesce('account ' || sized.account_id, 'deal ' || sized.deal_id) as account,
        sum(cash_by_deal.cents) as cents,
        sum(coalesce(cash_by_deal.cents / nullif(sized.amount_cents, 0), 0) * sized.size) as size
    from cash_by_deal
    inner join cash_sized as sized on cash_by_deal.deal_id = sized.deal_id
    group by all

),

cash_summed as (

    select
        campaign_id,
        filtered.sums(cents, size * size) as sums
    from cash_by_account
    group by campaign_id

),

rows_shown as (

    select campaign_id from leads
    union
    select campaign_id from cash
    union
    select campaign_id from filtered.spend_days($filters)

),

joined as (

    select
        rows_shown.campaign_id,
        cast(spent.cost as double) as cost,
        cast(spent.judged_cost as double) as judged_cost,
        coalesce(spent.is_spread, false) as is_spread,
        coalesce(leads.lead_count, 0) as lead_count,
        coalesce(leads.old_enough_count, 0) as old_enough_count,
        coalesce(leads.mql_count, 0) as mql_count,
        coalesce(leads.sql_count, 0) as sql_count,
        coalesce(leads.won_count, 0) as won_count,
        coalesce(earned.deal_count, 0) as deal_count,
        coalesce(earned.cents, 0) * 0.01e0 as revenue,
        summed.sums,
        earned.margin_cents * 0.01e0 as margin,
        coalesce(earned.no_margin_count, 0) as no_margin_count,
        coalesce(leads.lead_count > 0 and leads.old_enough_count = 0, false) as is_young,
        coalesce(cash.deal_count, 0) as cash_deal_count,
        coalesce(cash.cents, 0) * 0.01e0 as cash_revenue,
        coalesce(cash.deals_worth, 0e0) as cash_deals_worth,
        cash_summed.sums as cash_sums
    from rows_shown
    left join leads on rows_shown.campaign_id is not distinct from leads.campaign_id
    left join earned on rows_shown.campaign_id is not distinct from earned.campaign_id
    left join summed on rows_shown.campaign_id is not distinct from summed.campaign_id
    left join spent on rows_shown.campaign_id = spent.campaign_id
    left join cash on rows_shown.campaign_id is not distinct from cash.campaign_id
    left join cash_summed on rows_shown.campaign_id is not distinct from cash_summed.campaign_id

)

select
    joined.campaign_id,
    filtered.campaign_called(campaigns.campaign_name, joined.campaign_id) as campaign_name,
    cast(joined.cost as decimal(18, 2)) as cost,
    cast(joined.judged_cost as decimal(18, 2)) as judged_cost,
    joined.is_spread,
    days.judged_day_count,
    days.day_count,
    days.judged_to,
    joined.lead_count,
    joined.old_enough_count,
    joined.mql_count,
    joined.sql_count,
    joined.won_count,
    filtered.cost_per(joined.cost, joined.lead_count) as cost_per_lead,
    filtered.cost_per(joined.judged_cost, joined.mql_count) as cost_per_mql,
    filtered.cost_per(joined.judged_cost, joined.sql_count) as cost_per_sql,
    filtered.cost_per(joined.judged_cost, joined.won_count) as cost_per_won,
    joined.deal_count,
    cast(joined.revenue as decimal(18, 2)) as revenue,
    case when joined.old_enough_count > 0 then joined.revenue / nullif(joined.judged_cost, 0) end as return_on_spend,
    joined.sums,
    case when joined.margin > 0 then 12 * joined.judged_cost / joined.margin end as payback_months,
    joined.no_margin_count,
    joined.is_young,
    case
        when joined.cost <> 0 and joined.lead_count = 0 then 'no lead'
        when joined.cost is null or joined.old_enough_count = 0 or joined.judged_cost = 0 then null
        when joined.won_count < 10 then 'rests on ' || joined.won_count || case when joined.won_count = 1 then ' win' else ' wins' end
        when joined.revenue >= joined.judged_cost then 'more came back than it cost'
        else 'less came back than it cost'
    end as verdict,
    joined.cash_deal_count,
    cast(joined.cash_revenue as decimal(18, 2)) as cash_revenue,
    joined.cash_deals_worth,
    joined.cash_revenue / nullif(joined.cost, 0) as cash_return,
    joined.cash_sums
from joined
cross join filtered.return_days($filters) as days
left join marts.campaigns on joined.campaign_id = campaigns.campaign_id
order by joined.cost desc nulls last, joined.revenue desc, campaign_name, joined.campaign_id
