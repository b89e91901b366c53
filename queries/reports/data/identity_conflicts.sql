-- Of how many persons do systems say different things, and whose word counts?
--
-- Case and outer spaces make no difference. Of a stage, that two systems tell of it.
--
-- grain:   what
-- params:
-- reads:   meta.identity_conflicts
-- columns: what, taken_from, person_count (count)
select
    what,
    taken_from,
    person_count
from meta.identity_conflicts
order by what
