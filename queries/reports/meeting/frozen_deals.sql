-- What became of the won deals that a meeting froze, and which are won now and were not then?
--
-- A row for each deal and team from the first day of the frozen goals on, as it was frozen beside what it is now. state_now is that of
-- the deal; empty where the data no longer hold it.
--
-- grain:   deal_id, team?, region?
-- params:  $scope, $frozen_id varchar required
-- reads:   store.frozen, filtered.won_parts_scoped, filtered.deal_states_scoped
-- needs:   deals
-- columns: deal_id, team, region, before_closed_on (date), before_amount (money), after_closed_on (date), after_amount (money), state_now
with

meetings as (

    select
        from_json(deals_json, '[{"deal_id":"varchar","closed_on":"date","team":"varchar","region":"varchar","amount":"decimal(18,2)"}]') as deals,
        from_json(goals_json, '[{"period_start":"date"}]') as goals
    from store.frozen
    where frozen_id = $frozen_id

),

kept as (

    select unnest(deals, recursive := true)
    from meetings

),

beginning as (

    select list_min(list_transform(goals, lambda goal: goal.period_start)) as first_on
    from meetings

),

now_won as (

    select
        won.deal_id,
        won.closed_on,
        won.team,
        won.region,
        filtered.money(won.cents) as amount
    from filtered.won_parts_scoped($scope) as won
    cross join beginning
    where won.closed_on >= beginning.first_on or won.deal_id in (select deal_id from kept)
    group by all

)

select
    coalesce(kept.deal_id, now_won.deal_id) as deal_id,
    coalesce(kept.team, now_won.team) as team,
    coalesce(kept.region, now_won.region) as region,
    kept.closed_on as before_closed_on,
    kept.amount as before_amount,
    now_won.closed_on as after_closed_on,
    now_won.amount as after_amount,
    states.state as state_now
from kept
full join now_won
    on
        kept.deal_id = now_won.deal_id
        and kept.team is not distinct from now_won.team
        and kept.region is not distinct from now_won.region
left join filtered.deal_states_scoped($scope) as states on coalesce(kept.deal_id, now_won.deal_id) = states.deal_id
where filtered.sees_any($scope, states.rep_ids)
order by deal_id, team, region
