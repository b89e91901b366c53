select
    deals.deal_id as "Record ID",
    'Sales Pipeline' as "Pipeline",
    deals.stage as "Deal Stage",
    owners.rep_name as "Deal owner",
    amount as "Amount",
    deals.currency as "Currency",
    rates.rate as "Exchange rate",
    berlin(opened_at, '%Y-%m-%d %H:%M') as "Create Date",
    coalesce(berlin(closed_at, '%Y-%m-%d %H:%M'), expected_close_on) as "Close Date",
    (outcome = 'won')::varchar as "Is Closed Won",
    (outcome = 'lost')::varchar as "Is closed lost",
    case kind when 'expansion' then 'Existing Business' when 'renewal' then 'Renewal' else 'New Business' end as "Deal Type",
    lost_reason as "Closed Lost Reason",
    account_id as "Associated Company IDs",
    contacts.ids as "Associated Contact IDs",
    beside.called as "Deal Collaborator"
from deals
left join (
    select deal_id, arg_max(rep_name, share::double) as rep_name
    from deal_reps inner join reps on deal_reps.rep_id = reps.rep_id where is_overlay = 'false' group by deal_id
) as owners on deals.deal_id = owners.deal_id
left join (
    select deal_id, string_agg(rep_name, ';') as called
    from deal_reps inner join reps on deal_reps.rep_id = reps.rep_id where is_overlay = 'true' group by deal_id
) as beside on deals.deal_id = beside.deal_id
left join (select deal_id, string_agg(lead_id, ';' order by lead_id) as ids from deal_leads group by deal_id) as contacts
    on deals.deal_id = contacts.deal_id
left join rates
    on deals.currency = rates.currency
    and rates.day = berlin(coalesce(closed_at, opened_at), '%Y-%m-%d')
