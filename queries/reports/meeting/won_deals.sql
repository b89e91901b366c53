-- Which won deals stand behind the goals, by team?
--
-- What a meeting freezes with its numbers, so that each difference can be explained by its deals. No person and no lead.
--
-- grain:   deal_id, team?, region?
-- params:  $scope, $since date = null
-- reads:   filtered.won_parts_scoped
-- needs:   deals
-- columns: deal_id, closed_on (date), team, region, amount (money)
select
    deal_id,
    closed_on,
    team,
    region,
    filtered.money(cents) as amount
from filtered.won_parts_scoped($scope)
where $since is null or closed_on >= cast($since as date)
group by all
order by closed_on, deal_id, team
