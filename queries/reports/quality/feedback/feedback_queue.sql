-- Which handoffs has their person not rated yet?
--
-- A handoff waits for the stars of the person it counts for; one that was passed on nobody knows to whom waits for nobody.
--
-- formerly: feedback/queue
-- grain:   handoff_id
-- params:  $filters, $scope, $rows, $state varchar = 'unrated' in (unrated, rated, all),
--          $first varchar = 'oldest' in (oldest, newest, closed)
-- reads:   filtered.handoffs_scoped, filtered.ratings, marts.leads, marts.campaigns, marts.reps
-- needs:   handoffs
-- columns: handoff_id, lead_id, lead_name, company, title, campaign_name, channel, segment, handed_on (date), score (count),
--          outcome, age_days (days), rep_id, rep_name, is_rated (flag)
with

rated as (

    select distinct
        handoff_id,
        rep_id
    from filtered.ratings($filters)

),

held as (

    select *
    from filtered.handoffs_scoped($filters, $scope)
    where rep_id is not null

),

told as (

    select
        held.*,
        rated.handoff_id is not null as is_rated
    from held
    left join rated
        on held.handoff_id = rated.handoff_id
        and held.rep_id = rated.rep_id

),

first_rows as (

    select *
    from told
    where case $state when 'unrated' then not told.is_rated when 'rated' then told.is_rated else true end
    order by
        case when $first = 'closed' and told.outcome = 'open' then 1 else 0 end,
        case when $first = 'oldest' then told.handed_on end,
        told.handed_on desc,
        told.handoff_id
    limit $rows

)

select
    told.handoff_id,
    told.lead_id,
    leads.lead_name,
    leads.company,
    leads.title,
    filtered.campaign_called(campaigns.campaign_name, told.campaign_id) as campaign_name,
    coalesce(told.channel, 'not recorded') as channel,
    coalesce(told.segment, 'not recorded') as segment,
    told.handed_on,
    told.score,
    told.outcome,
    told.age_days,
    told.rep_id,
    coalesce(reps.rep_name, told.rep_id) as rep_name,
    told.is_rated
from first_rows as told
inner join marts.leads on told.lead_id = leads.lead_id
left join marts.campaigns on told.campaign_id = campaigns.campaign_id
left join marts.reps on told.rep_id = reps.rep_id
order by
    case when $first = 'closed' and told.outcome = 'open' then 1 else 0 end,
    case when $first = 'oldest' then told.handed_on end,
    told.handed_on desc,
    told.handoff_id
