select
    deals.deal_id as "Opportunity ID",
    'Deal ' || deals.deal_id as "Opportunity Name",
    account_id as "Account ID",
    owners.rep_name as "Opportunity Owner",
    stage as "Stage",
    'USD' as "Amount Currency",
    '$1.00' as "Amount",
    currency as "Amount (converted) Currency",
    format('{:,.2f}', amount::double) as "Amount (converted)",
    us_day(opened_at) as "Created Date",
    us_day(coalesce(closed_at, expected_close_on)) as "Close Date",
    case outcome when 'won' then '1' else '0' end as "Won",
    case outcome when 'open' then '0' else '1' end as "Closed",
    case kind when 'expansion' then 'Existing Business' when 'renewal' then 'Renewal' else 'New Business' end as "Type",
    lost_reason as "Loss Reason"
from deals
left join (
    select deal_id, arg_max(rep_name, share::double) as rep_name
    from deal_reps inner join reps on deal_reps.rep_id = reps.rep_id where is_overlay = 'false' group by deal_id
) as owners on deals.deal_id = owners.deal_id
