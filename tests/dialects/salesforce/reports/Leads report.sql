select
    coalesce(converted.lead_id, leads.lead_id) as "Lead ID",
    split_part(lead_name, ' ', 1) as "First Name",
    nullif(substr(lead_name, instr(lead_name || ' ', ' ') + 1), '') as "Last Name",
    company as "Company / Account",
    leads.email as "Email",
    title as "Title",
    industry as "Industry",
    case when employees::bigint >= 1000 then format('{:,}', employees::bigint) else employees end as "No. of Employees",
    leads.region as "Region",
    segment as "Segment",
    title_case(channel) as "Lead Source",
    title_case(sourced_by) as "Sourced By",
    coalesce(reps.rep_name, 'Inbound Queue') as "Lead Owner",
    us_day(created_at) as "Create Date",
    case when converted.lead_id is null then '0' else '1' end as "Converted",
    us_day(converted.converted_at) as "Converted Date",
    contact_id as "Contact ID",
    case when contact_id is not null then account_id end as "Account ID",
    converted.deal_id as "Opportunity ID",
    reasons.reject_reason as "Unqualified Reason"
from leads
left join converted on leads.lead_id = converted.contact_id
left join (select lead_id, arg_max(rep_id, handed_at) as rep_id from handoffs group by lead_id) as owned
    on leads.lead_id = owned.lead_id
left join reps on owned.rep_id = reps.rep_id
left join (select lead_id, max(reject_reason) as reject_reason from handoffs group by lead_id) as reasons
    on leads.lead_id = reasons.lead_id
