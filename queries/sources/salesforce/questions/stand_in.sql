-- Leads whose source could stand in for touches, where no file holds any response.
--
-- grain: choice
-- reads: raw.persons, raw.responses
select
    'yes' as choice,
    'each lead has one touch, named "lead_source"' as label,
    count(*) as choice_count
from raw.persons
where source is not null
having
    count(*) > 0
    and (select count(*) from raw.responses) = 0
union all
select
    'no',
    'touches stay unknown',
    count(*)
from raw.persons
where source is not null
having
    count(*) > 0
    and (select count(*) from raw.responses) = 0
order by choice
