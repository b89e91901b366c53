-- How many leads of each system were joined with another's, by which rule, and how many were not?
--
-- grain:   source, rule
-- params:  $scope
-- reads:   filtered.identities_scoped
-- columns: source, rule, lead_count (count)
-- opens:   data/identities source=source rule=rule count=lead_count
select
    source,
    rule,
    count(*) as lead_count
from filtered.identities_scoped($scope)
group by source, rule
order by source, rule
