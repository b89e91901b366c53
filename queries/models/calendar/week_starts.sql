-- On which weekday the company's weeks begin, as agreed now: 1 (Monday) to 7 (Sunday).
--
-- grain: first_day
-- scope: shared
-- reads: agreements.week_starts
select cast(list_position(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], first_day) as integer) as first_day
from agreements.week_starts
where
    effective_from <= cast($as_of as timestamptz)
    and effective_to > cast($as_of as timestamptz)
order by first_day
