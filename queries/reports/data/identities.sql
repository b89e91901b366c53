-- Which lead of which system is which person, by which rule, and why are the others not joined?
--
-- A lead is joined by an id that one system keeps of the other, else by the same e-mail, else by an id that the other has merged.
-- same system: an older lead of its own system has the same e-mail, and both teams have signed that these are one person.
--
-- grain:   source, lead_id
-- params:  $scope, $source varchar = null, $rule varchar = 'unmatched' in (unmatched, all, 'cross id', 'e-mail', merge, 'same system')
-- reads:   filtered.identities_scoped
-- columns: source, lead_id, rule, why, person
select
    source,
    lead_id,
    rule,
    why,
    person
from filtered.identities_scoped($scope)
where
    source = coalesce($source, source)
    and ($rule = 'all' or rule = $rule)
order by source, rule, why, lead_id
