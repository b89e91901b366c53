-- A lead holds one reason, of the last time it was sent back, and no score of a past moment.
update handoffs set score = null;
update handoffs set reject_reason = null
where (lead_id, handed_at) not in (select (lead_id, max(handed_at)) from handoffs group by lead_id);
