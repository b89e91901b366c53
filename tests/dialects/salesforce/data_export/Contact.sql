select
    contact_id as "Id",
    'false' as "IsDeleted",
    account_id as "AccountId",
    split_part(lead_name, ' ', 1) as "FirstName",
    nullif(substr(lead_name, instr(lead_name || ' ', ' ') + 1), '') as "LastName",
    email as "Email",
    title as "Title",
    case when channel is not null then 'Trade fair of old' end as "LeadSource",
    '00G000000000001' as "OwnerId",
    converted_at as "CreatedDate"
from leads
inner join converted on leads.lead_id = converted.contact_id
