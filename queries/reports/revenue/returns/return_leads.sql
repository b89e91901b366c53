-- Which leads are behind a campaign's return, and what did each bring?
--
-- state: all; old_enough (the agreed days to win have passed); of those mql, sql and won: reached in these days. of_days='judged': only
-- leads created on days since whose end they have passed, whose cost a return is of. revenue is the new business won in these days;
-- credited is what the ledger gives the lead's own campaign of all its won deals.
--
-- grain:   lead_id
-- params:  $filters, $scope, $rows, $state varchar = 'all' in (all, old_enough, mql, sql, won),
--          $of_days varchar = 'all' in (all, judged), @credit_rule
-- reads:   filtered.lead_outcomes_scoped, filtered.returns_scoped, filtered.credit, marts.deals, marts.leads, marts.campaigns
-- columns: lead_id, lead_name, company, created_on (date), campaign_name, channel, stage, is_old_enough (flag), days_to_won (days),
--          revenue (money, return_revenue, of deals), credited (money, credited_to, of deals)
with

wanted as (

    select *
    from filtered.lead_outcomes_scoped($filters, $scope)
    where
        ($of_days = 'all' or is_of_judged_day)
        and case $state
            when 'old_enough' then is_old_enough
            when 'mql' then is_mql_in_time
            when 'sql' then is_sql_in_time
            when 'won' then is_won_in_time
            else true
        end

),

earned as (

    select
        lead_id,
        sum(amount_cents) as cents
    from filtered.returns_scoped($filters, $scope)
    group by all

),

first_rows as (

    select
        wanted.*,
        coalesce(earned.cents, 0) as earned_cents
    from wanted
    left join earned on wanted.lead_id = earned.lead_id
    order by earned_cents desc, wanted.created_on desc, wanted.lead_id
    limit $rows

),

credited as (

    select
        deals.lead_id,
        sum(credit.cents) as cents
    from filtered.credit(null::filters, $model, $window_days, $half_life_days, $weights::bigint[]) as credit
    inner join marts.deals on credit.deal_id = deals.deal_id
    inner join first_rows as wanted
        on deals.lead_id = wanted.lead_id and credit.campaign_id is not distinct from wanted.campaign_id
    group by deals.lead_id

)

select
    leads.lead_id,
    leads.lead_name,
    leads.company,
    leads.created_on,
    filtered.campaign_called(campaigns.campaign_name, leads.campaign_id) as campaign_name,
    coalesce(leads.channel, 'not recorded') as channel,
    leads.latest_stage as stage,
    wanted.is_old_enough,
    leads.days_to_won,
    cast(wanted.earned_cents * 0.01 as decimal(18, 2)) as revenue,
    cast(coalesce(credited.cents, 0) * 0.01 as decimal(18, 2)) as credited
from first_rows as wanted
inner join marts.leads on wanted.lead_id = leads.lead_id
left join credited on wanted.lead_id = credited.lead_id
left join marts.campaigns on leads.campaign_id = campaigns.campaign_id
order by revenue desc, leads.created_on desc, leads.lead_id
