select
    activity_id as "Record ID",
    berlin(occurred_at, '%Y-%m-%d %H:%M') as "Activity date",
    rep_name as "Activity assigned to",
    lead_id as "Associated Contact IDs",
    deal_id as "Associated Deal IDs",
    upper(substr(direction, 1, 1)) || substr(direction, 2) as "Call direction",
    case outcome when 'connected' then 'Connected' when 'no_answer' then 'No answer' when 'voicemail' then 'Left voicemail' end
        as "Call outcome",
    strftime(timestamp '2000-01-01' + to_seconds(duration_s::bigint), '%H:%M:%S') as "Call duration"
from activities
left join reps on activities.rep_id = reps.rep_id
where kind = 'call'
