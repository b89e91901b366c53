select
    activity_id as "Id",
    'false' as "IsDeleted",
    lead_id as "WhoId",
    deal_id as "WhatId",
    rep_id as "OwnerId",
    occurred_at as "StartDateTime",
    (duration_s::bigint // 60)::varchar as "DurationInMinutes",
    case outcome when 'held' then 'Held' when 'no_show' then 'No-show' end as "Meeting_Outcome__c",
    occurred_at as "CreatedDate"
from activities
where kind = 'meeting'
