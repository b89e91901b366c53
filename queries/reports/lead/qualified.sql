-- Which leads, and which times they became MQLs, are behind this number of the funnel?
--
-- reached: those that have had the days and reached this stage within them; lost_before: those that reached the recorded stage
-- before it, not it. `round`: the first time of each lead, or those after being returned by sales, lost or won. fault: those that
-- skipped a recorded stage, or entered one after a later one.
--
-- formerly: leads/qualified
-- grain:   lead_id, episode
-- params:  $filters, $scope, $rows, $state varchar = 'all' in (all, old_enough),
--          $reached varchar = null in (mql, sal, sql, opportunity, won),
--          $lost_before varchar = null in (mql, sal, sql, opportunity, won), $within_days integer = null,
--          $round varchar = 'first' in (first, again, all), $fault varchar = 'any' in (any, skipped, out_of_order)
-- reads:   filtered.episodes_scoped, marts.stages, marts.leads, marts.campaigns, marts.reps
-- columns: lead_id, episode, lead_name, company, mql_on (date), channel, campaign_name, segment, region, rep_name,
--          furthest_stage, age_days (days)
with

before as (

    select max_by(stage, position) as stage
    from marts.stages
    where
        is_recorded and position >= 1
        and position < (select named.position from marts.stages as named where named.stage = $lost_before)

),

rounds as (

    select
        episodes.*,
        coalesce($within_days, won_within_days) as days,
        before.stage as stage_before
    from filtered.episodes_scoped($filters, $scope) as episodes
    cross join before
    where mql_on is not null and ($round = 'all' or (episode = 1) = ($round = 'first'))

),

judged as (

    select
        *,
        filtered.reached_in_time(
            $reached, days_to_sal, days_to_sql, days_to_opportunity, days_to_won, age_days, days
        ) as has_reached,
        filtered.reached_in_time(
            stage_before, days_to_sal, days_to_sql, days_to_opportunity, days_to_won, age_days, days
        )
        and not filtered.reached_in_time(
            $lost_before, days_to_sal, days_to_sql, days_to_opportunity, days_to_won, age_days, days
        ) as is_lost_before
    from rounds

),

first_rows as (

    select *
    from judged
    where
        ($state = 'all' or filtered.is_mature(judged.age_days, judged.days))
        and ($reached is null or judged.has_reached)
        and ($lost_before is null or judged.is_lost_before)
        and case $fault when 'skipped' then judged.is_skipping when 'out_of_order' then judged.is_out_of_order else true end
    order by judged.mql_on desc, judged.lead_id, judged.episode
    limit $rows

)

select
    judged.lead_id,
    judged.episode,
    leads.lead_name,
    leads.company,
    judged.mql_on,
    coalesce(judged.channel, 'not recorded') as channel,
    filtered.campaign_called(campaigns.campaign_name, judged.campaign_id) as campaign_name,
    coalesce(judged.segment, 'not recorded') as segment,
    coalesce(judged.region, 'not recorded') as region,
    filtered.person(coalesce(reps.rep_name, judged.rep_id), leads.is_holder_unknown) as rep_name,
    stages.stage as furthest_stage,
    judged.age_days
from first_rows as judged
inner join marts.leads on judged.lead_id = leads.lead_id
left join marts.stages on judged.furthest = stages.position
left join marts.campaigns on judged.campaign_id = campaigns.campaign_id
left join marts.reps on judged.rep_id = reps.rep_id
order by judged.mql_on desc, judged.lead_id, judged.episode
