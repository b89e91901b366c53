select
    touch_id as "Id",
    'false' as "IsDeleted",
    campaign_id as "CampaignId",
    converted.contact_id as "ContactId",
    coalesce(converted.lead_id, touches.lead_id) as "LeadId",
    content as "Status",
    'true' as "HasResponded",
    touched_at as "FirstRespondedDate",
    '2024-01-01T00:00:00Z' as "CreatedDate"
from touches
left join converted on touches.lead_id = converted.contact_id
union all
-- Whoever was sent something and did not answer is a member as well, and was not touched.
select 'M' || lead_id, 'false', 'C01', null, lead_id, 'Sent', 'false', null, '2024-01-01T00:00:00Z'
from leads
where lead_id not in (select contact_id from converted)
