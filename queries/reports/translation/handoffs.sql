-- Which of the company's handoffs are behind a week?
--
-- All of the period, whatever the channel, campaign or measure asked for: a measure belongs to none of them alone. revenue: new business won in
-- the agreed days and before the lead is handed over again.
--
-- grain:   handoff_id
-- params:  $company_filters, $scope, $rows, $measure varchar = null,
--          $outcome varchar = 'all' in (all, accepted, won, revenue)
-- reads:   filtered.handoffs_of_weeks_scoped, marts.leads, marts.reps
-- columns: handoff_id, lead_id, lead_name, company, handed_on (date), measure, channel, rep_name, is_accepted (flag), is_won (flag),
--          deal_count (count), revenue (money, translation_revenue, of deals)
with

first_rows as (

    select *
    from filtered.handoffs_of_weeks_scoped($company_filters, $scope) as handoffs
    where
        case $outcome
            when 'accepted' then handoffs.is_accepted
            when 'won' then handoffs.is_won_in_time
            when 'revenue' then handoffs.deal_count > 0
            else true
        end
    order by handoffs.handed_on desc, handoffs.handoff_id
    limit $rows

)

select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_on,
    $measure as measure,
    coalesce(handoffs.channel, 'not recorded') as channel,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    handoffs.is_accepted,
    handoffs.is_won_in_time as is_won,
    handoffs.deal_count,
    cast(handoffs.cents * 0.01 as decimal(18, 2)) as revenue
from first_rows as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.reps on handoffs.rep_id = reps.rep_id
order by handoffs.handed_on desc, handoffs.handoff_id
