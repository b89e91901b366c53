-- Who is credited for the won deals of this lead: which campaigns, which people?
--
-- Each side adds up to the booked amount on its own; neither is a share taken from the other.
--
-- formerly: leads/credit
-- grain:   side, deal_id, earned_by?
-- params:  $scope, $lead_id varchar required, @credit_rule
-- reads:   filtered.credit_scoped, marts.deal_groups, marts.campaigns, marts.reps
-- columns: side, deal_id, earned_by, earner_name, revenue (money, credited_to)
with

cells as (

    select credit.*
    from filtered.credit_scoped(null::filters, $scope, $model, $window_days, $half_life_days, $weights::bigint[]) as credit
    inner join marts.deal_groups on credit.deal_id = deal_groups.deal_id
    where deal_groups.lead_id = $lead_id

),

sides as (

    select 'marketing' as side, deal_id, campaign_id as earned_by, filtered.money(cents) as revenue
    from cells
    group by all
    union all
    select 'sales', deal_id, rep_id, filtered.money(cents)
    from cells
    group by all

)

select
    sides.side,
    sides.deal_id,
    sides.earned_by,
    case
        when sides.side = 'marketing' then filtered.campaign_called(campaigns.campaign_name, sides.earned_by)
        else coalesce(reps.rep_name, sides.earned_by, 'unassigned')
    end as earner_name,
    sides.revenue
from sides
left join marts.campaigns on sides.side = 'marketing' and sides.earned_by = campaigns.campaign_id
left join marts.reps on sides.side = 'sales' and sides.earned_by = reps.rep_id
order by sides.deal_id, sides.side, sides.revenue desc, earner_name
