select
    activity_id as "Record ID",
    berlin(occurred_at, '%Y-%m-%d %H:%M') as "Activity date",
    rep_name as "Activity assigned to",
    lead_id as "Associated Contact IDs",
    deal_id as "Associated Deal IDs"
from activities
left join reps on activities.rep_id = reps.rep_id
where kind = 'message'
