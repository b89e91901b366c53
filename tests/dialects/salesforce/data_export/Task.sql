select
    activity_id as "Id",
    'false' as "IsDeleted",
    -- What was logged before the conversion names the lead, or the contact where Salesforce moved it.
    case when activity_id < 'Y0000300' then activities.lead_id else coalesce(converted.lead_id, activities.lead_id) end as "WhoId",
    activities.deal_id as "WhatId",
    rep_id as "OwnerId",
    'About ' || kind as "Subject",
    case kind when 'call' then 'Call' when 'email' then 'Email' else 'LinkedIn' end as "TaskSubtype",
    'Completed' as "Status",
    'true' as "IsClosed",
    berlin(occurred_at, '%Y-%m-%d') as "ActivityDate",
    occurred_at as "CompletedDateTime",
    occurred_at as "CreatedDate",
    case when kind = 'call' then upper(direction[1]) || direction[2:] end as "CallType",
    case outcome when 'connected' then 'Connected' when 'no_answer' then 'No Answer' when 'voicemail' then 'Left Voicemail' end
        as "CallDisposition",
    duration_s as "CallDurationInSeconds",
    case is_automated when 'true' then 'Outbound Q3' end as "SalesLoft1__SalesLoft_Cadence_Name__c"
from activities
left join converted on activities.lead_id = converted.contact_id
where kind <> 'meeting'
union all
-- Open tasks are no attempt, whatever they are about.
select 'O' || lead_id, 'false', lead_id, null, rep_id, 'Call', 'Call', 'Not Started', 'false', berlin(handed_at, '%Y-%m-%d'),
    null, handed_at, null, null, null, null
from handoffs
where lead_id not in (select contact_id from converted)
qualify row_number() over (partition by lead_id order by handed_at) = 1
