-- Whom of the leads lost or stuck at a step can sales still call?
--
-- Leads of a group that had the days of the step and did not make it, the latest first. Never among them: who opted out, was rejected
-- for a reason that both teams agreed excuses from contacting, has an open or a won deal, was attempted in the last 14 days, reached the
-- next stage late, or became an MQL again; left_out lists those instead (any: everybody). Records merged into another are one lead.
-- worth_each is what a lead at the next stage has brought, and an upper bound.
--
-- grain:   lead_id, stage
-- params:  $filters, $scope, $rows, @step_of_group,
--          $left_out varchar = 'none' in (none, any, came_late, came_back, opted_out, no_contact, open_deal, won_deal, attempted)
-- reads:   filtered.lost_leads_scoped, marts.leads, marts.campaigns, marts.reps, marts.stage_returns
-- columns: lead_id, lead_name, company, title, email, rep_name, stage, next_stage, began_on (date), days_since (days), last_attempt_on (date),
--          worth_each (money, savable_worth, of deals), score_third (count), reject_reason, channel, campaign_name, segment, region, left_out
with

worth as (

    select
        stage,
        cast(sum(cents) / count(*) / 100 as decimal(18, 2)) as worth_each
    from marts.stage_returns
    where age_days < within_days + 365
    group by all

),

lost as (

    select
        *,
        case $dimension
            when 'channel' then channel when 'segment' then segment when 'region' then region when 'team' then team
            when 'reject_reason' then reject_reason else campaign_id
        end as its_group
    from filtered.lost_leads_scoped($filters, $scope)

),

first_rows as (

    select *
    from lost
    where
        ($stage is null or lost.stage = $stage)
        and ($in_group = 'no' or lost.its_group is not distinct from $group_id)
        and ($left_out = 'any' or lost.left_out = $left_out)
    order by lost.began_on desc, lost.lead_id, lost.position
    limit $rows

)

select
    lost.lead_id,
    leads.lead_name,
    leads.company,
    leads.title,
    leads.email,
    filtered.person(coalesce(reps.rep_name, lost.rep_id), leads.is_holder_unknown) as rep_name,
    lost.stage,
    lost.next_stage,
    lost.began_on,
    lost.age_days as days_since,
    lost.last_attempt_on,
    worth.worth_each,
    cast(lost.score_band as bigint) as score_third,
    lost.reject_reason,
    coalesce(lost.channel, 'not recorded') as channel,
    filtered.campaign_called(campaigns.campaign_name, lost.campaign_id) as campaign_name,
    coalesce(lost.segment, 'not recorded') as segment,
    coalesce(lost.region, 'not recorded') as region,
    lost.left_out
from first_rows as lost
inner join marts.leads on lost.lead_id = leads.lead_id
left join worth on lost.next_stage = worth.stage
left join marts.campaigns on lost.campaign_id = campaigns.campaign_id
left join marts.reps on lost.rep_id = reps.rep_id
order by lost.began_on desc, lost.lead_id, lost.position
