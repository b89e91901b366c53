select
    activity_id as "Record ID",
    berlin(occurred_at, '%Y-%m-%d %H:%M') as "Activity date",
    rep_name as "Activity assigned to",
    lead_id as "Associated Contact IDs",
    deal_id as "Associated Deal IDs",
    berlin(occurred_at, '%Y-%m-%d %H:%M') as "Meeting start time",
    berlin(strftime(occurred_at::timestamptz + to_seconds(duration_s::bigint), '%Y-%m-%dT%H:%M:%SZ'), '%Y-%m-%d %H:%M')
        as "Meeting end time",
    case outcome when 'held' then 'Completed' when 'no_show' then 'No Show' end as "Meeting outcome"
from activities
left join reps on activities.rep_id = reps.rep_id
where kind = 'meeting'
