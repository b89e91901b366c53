-- Contacts whose original source could stand in for touches, where no file holds any.
--
-- grain: choice
-- reads: raw.living_contacts, raw.marketing_touches
select
    'yes' as choice,
    'each lead has one touch, named "original_source"' as label,
    count(*) as choice_count
from raw.living_contacts
where source is not null
having
    count(*) > 0
    and (select count(*) from raw.marketing_touches) = 0
union all
select
    'no',
    'touches stay unknown',
    count(*)
from raw.living_contacts
where source is not null
having
    count(*) > 0
    and (select count(*) from raw.marketing_touches) = 0
order by choice
