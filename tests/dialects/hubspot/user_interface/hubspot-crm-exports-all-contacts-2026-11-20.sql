select
    leads.lead_id as "Record ID",
    split_part(lead_name, ' ', 1) as "First Name",
    nullif(substr(lead_name, instr(lead_name || ' ', ' ') + 1), '') as "Last Name",
    leads.email as "Email",
    berlin(created_at, '%Y-%m-%d %H:%M') as "Create Date",
    company as "Company Name",
    title as "Job Title",
    coalesce(nullif(title_case(channel), ''), '(No value)') as "Original Traffic Source",
    source_campaign_id as "First Touch Converting Campaign",
    segment as "Segment",
    leads.region as "Region",
    sourced_by as "Sourced by",
    industry as "Industry",
    case when employees::bigint >= 1000 then format('{:,}', employees::bigint) else employees end as "Number of Employees",
    account_id as "Associated Company IDs",
    coalesce(reps.rep_name, '') as "Contact owner",
    berlin(handed_at, '%Y-%m-%d %H:%M') as "Owner Assigned Date",
    berlin(became.lead, '%Y-%m-%d %H:%M') as "Became a Lead Date",
    berlin(became.mql, '%Y-%m-%d %H:%M') as "Became a Marketing Qualified Lead Date",
    berlin(became.sal, '%Y-%m-%d %H:%M') as "Became a Sales Accepted Lead Date",
    berlin(became.sql, '%Y-%m-%d %H:%M') as "Became a Sales Qualified Lead Date",
    berlin(became.opportunity, '%Y-%m-%d %H:%M') as "Became an Opportunity Date",
    berlin(became.won, '%Y-%m-%d %H:%M') as "Became a Customer Date"
from leads
left join handoffs on leads.lead_id = handoffs.lead_id
left join reps on handoffs.rep_id = reps.rep_id
left join (
    pivot stage_entries on stage in ('lead', 'mql', 'sal', 'sql', 'opportunity', 'won') using any_value(entered_at)
    group by lead_id
) as became on leads.lead_id = became.lead_id
