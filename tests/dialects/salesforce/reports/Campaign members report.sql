select
    touch_id as "Member ID",
    campaign_id as "Campaign ID",
    coalesce(converted.lead_id, touches.lead_id) as "Lead ID",
    converted.contact_id as "Contact ID",
    content as "Member Status",
    '1' as "Responded",
    us_day(touched_at) as "Member First Responded Date"
from touches
left join converted on touches.lead_id = converted.contact_id
