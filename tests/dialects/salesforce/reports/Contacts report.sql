select
    contact_id as "Contact ID",
    account_id as "Account ID",
    split_part(lead_name, ' ', 1) as "First Name",
    nullif(substr(lead_name, instr(lead_name || ' ', ' ') + 1), '') as "Last Name",
    email as "Email",
    title as "Title",
    us_day(converted_at) as "Created Date"
from leads
inner join converted on leads.lead_id = converted.contact_id
