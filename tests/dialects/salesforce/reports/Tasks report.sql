select
    activity_id as "Activity ID",
    activities.lead_id as "Lead ID",
    activities.deal_id as "Opportunity ID",
    rep_name as "Assigned",
    'About ' || kind as "Subject",
    case kind when 'call' then 'Call' when 'email' then 'Email' else 'LinkedIn' end as "Task Subtype",
    'Completed' as "Status",
    us_day(occurred_at) as "Date",
    us(occurred_at) as "Completed Date/Time",
    case when kind = 'call' then upper(direction[1]) || direction[2:] end as "Call Type",
    case outcome when 'connected' then 'Connected' when 'no_answer' then 'No Answer' when 'voicemail' then 'Left Voicemail' end
        as "Call Result",
    duration_s as "Call Duration",
    case is_automated when 'true' then 'Outbound Q3' end as "Cadence Name"
from activities
left join reps on activities.rep_id = reps.rep_id
where kind <> 'meeting'
