-- The newest moment that anything in this export is from: what begins later is planned.
--
-- grain: one row
-- reads: raw.leads, raw.contacts, raw.opportunities, raw.lead_history, raw.opportunity_history, raw.campaign_members, raw.tasks, raw.events
select max(seen_at) as seen_until
from (
    select max(created_at) as seen_at from raw.leads
    union all
    select max(created_at) from raw.contacts
    union all
    select max(created_at) from raw.opportunities
    union all
    select max(changed_at) from raw.lead_history
    union all
    select max(changed_at) from raw.opportunity_history
    union all
    select max(created_at) from raw.campaign_members
    union all
    select max(greatest(created_at, done_at)) from raw.tasks
    union all
    select max(created_at) from raw.events
)
