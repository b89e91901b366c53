-- When each calendar is open and when closed, in spans no longer than an hour, with the open seconds before each.
--
-- hour and open_hour are what an instant, or an amount of open time, is looked up by; all in seconds since 1970, UTC.
--
-- grain: calendar_id, starts_s
-- scope: house
-- reads: marts.calendars
-- then:  overlap.subjects.agreements.steps.calendars.spans
select *
from marts.calendars
order by calendar_id
