-- How many are waiting for sales right now?
--
-- Open handoffs that nobody has contacted yet, as of this generation; the person is the one who holds the lead now.
--
-- grain:   one row
-- params:  $filters
-- reads:   filtered.waiting
-- needs:   handoffs, activities
-- columns: waiting_count (count, followups_waiting, of activities), overdue_count (count, followups_overdue, of activities),
--          pending_count (count, followups_pending, of activities)
-- opens:   followup/waiting count=waiting_count
--          followup/waiting state='overdue' count=overdue_count
--          followup/waiting state='pending' count=pending_count
select
    count(*) as waiting_count,
    count(*) filter (where state = 'overdue') as overdue_count,
    count(*) filter (where state = 'pending') as pending_count
from filtered.waiting($filters)
