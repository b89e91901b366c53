-- What was promised: a metric, a target and the days it is for.
--
-- A team narrows a goal where people of sales belong to it; any other, such as Marketing, says whose goal it is.
--
-- grain: goal_id
-- scope: shared
-- reads: canonical.goals, marts.reps
with

teams_of_people as (

    select distinct team
    from marts.reps
    where team is not null

)

select
    goals.goal_id,
    goals.parent_goal_id,
    goals.metric,
    goals.period_start,
    goals.period_end,
    goals.team,
    teams_of_people.team as people_team,
    goals.region,
    goals.target,
    goals.owner
from canonical.goals
left join teams_of_people on goals.team = teams_of_people.team
where goals.period_end > goals.period_start
order by goals.goal_id
