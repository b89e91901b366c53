select
    deal_id as "Opportunity ID",
    rep_name as "Split Owner",
    (share::decimal(9, 6) * 100)::decimal(9, 2) || '%' as "Split (%)",
    case is_overlay when 'true' then 'Overlay' else 'Revenue' end as "Split Type"
from deal_reps
inner join reps on deal_reps.rep_id = reps.rep_id
