select
    activity_id as "Record ID",
    berlin(occurred_at, '%Y-%m-%d %H:%M') as "Activity date",
    rep_name as "Activity assigned to",
    lead_id as "Associated Contact IDs",
    deal_id as "Associated Deal IDs",
    case direction when 'inbound' then 'Incoming Email' else 'Email' end as "Email direction",
    case outcome when 'bounced' then 'Bounced' else 'Sent' end as "Email send status",
    case when outcome = 'replied' and direction = 'outbound' then '1' end as "Number of email replies",
    case is_automated when 'true' then 'Sequence 7' end as "Sequence ID"
from activities
left join reps on activities.rep_id = reps.rep_id
where kind = 'email'
