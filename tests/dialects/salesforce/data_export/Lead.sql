select
    coalesce(converted.lead_id, leads.lead_id) as "Id",
    'false' as "IsDeleted",
    null as "MasterRecordId",
    split_part(lead_name, ' ', 1) as "FirstName",
    nullif(substr(lead_name, instr(lead_name || ' ', ' ') + 1), '') as "LastName",
    lead_name as "Name",
    email as "Email",
    company as "Company",
    title as "Title",
    industry as "Industry",
    employees as "NumberOfEmployees",
    region as "Region__c",
    segment as "Segment__c",
    title_case(channel) as "LeadSource",
    sourced_by as "Sourced_By__c",
    coalesce(owned.rep_id, '00G000000000001') as "OwnerId",
    coalesce(last_status.status, 'New') as "Status",
    (converted.lead_id is not null)::varchar as "IsConverted",
    berlin(converted.converted_at, '%Y-%m-%d') as "ConvertedDate",
    contact_id as "ConvertedContactId",
    case when contact_id is not null then account_id end as "ConvertedAccountId",
    converted.deal_id as "ConvertedOpportunityId",
    reasons.reject_reason as "Unqualified_Reason__c",
    created_at as "CreatedDate",
    '2026-11-20T03:00:00Z' as "SystemModstamp"
from leads
left join converted on leads.lead_id = converted.contact_id
left join (select lead_id, arg_max(rep_id, handed_at) as rep_id from handoffs group by lead_id) as owned
    on leads.lead_id = owned.lead_id
left join (
    select lead_id, arg_max(upper(stage), entered_at) as status
    from stage_entries where stage in ('mql', 'sal', 'sql', 'recycled') group by lead_id
) as last_status on leads.lead_id = last_status.lead_id
left join (select lead_id, max(reject_reason) as reject_reason from handoffs group by lead_id) as reasons
    on leads.lead_id = reasons.lead_id
