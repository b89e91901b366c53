-- When a lead was ready, accepted and sent back is what its stages say around the handoff.
create table around as
select
    handoff_id, lead_id, handed_at, rejected_at as was_rejected,
    lag(handed_at) over (partition by lead_id order by handed_at) as before,
    lead(handed_at) over (partition by lead_id order by handed_at) as after
from handoffs;

create table told as
select
    handoff_id,
    max(entered_at) filter (where stage = 'mql' and entered_at <= handed_at) as qualified,
    min(entered_at) filter (where stage = 'sal' and entered_at >= handed_at) as accepted,
    min(entered_at) filter (where stage = 'recycled' and entered_at >= handed_at) as rejected
from around
left join stage_entries
    on around.lead_id = stage_entries.lead_id
    and (before is null or entered_at > before) and (after is null or entered_at < after)
group by handoff_id;

update handoffs set
    qualified_at = qualified, accepted_at = accepted,
    rejected_at = case when accepted is null or rejected < accepted then rejected end,
    reject_reason = case when rejected = rejected_at then reject_reason end
from told where told.handoff_id = handoffs.handoff_id;

update handoffs set reject_reason = null where rejected_at is null;
