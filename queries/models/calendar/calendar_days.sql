-- The working days of each calendar, by its own local dates, and how long it is open on them.
--
-- grain: calendar_id, day
-- scope: house
-- reads: marts.calendars
-- then:  overlap.subjects.agreements.steps.calendars.days
select *
from marts.calendars
order by calendar_id
