select
    activity_id as "Activity ID",
    lead_id as "Lead ID",
    deal_id as "Opportunity ID",
    rep_name as "Assigned",
    us(occurred_at) as "Start",
    (duration_s::bigint // 60)::varchar as "Duration",
    case outcome when 'held' then 'Held' when 'no_show' then 'No-show' end as "Meeting Outcome"
from activities
left join reps on activities.rep_id = reps.rep_id
where kind = 'meeting'
