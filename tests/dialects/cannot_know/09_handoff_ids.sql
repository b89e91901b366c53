-- A handoff has no id: it is the n-th of its lead.
create table numbered as
select handoff_id as old_id, lead_id || '-' || row_number() over (partition by lead_id order by handed_at) as new_id
from handoffs;

update assignments set handoff_id = new_id from numbered where handoff_id = old_id;

update handoffs set handoff_id = new_id from numbered where handoff_id = old_id;
