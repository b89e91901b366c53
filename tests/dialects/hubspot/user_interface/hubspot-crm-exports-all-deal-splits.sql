select
    deal_id as "Associated Deal IDs",
    rep_name as "Deal split owner",
    (share::decimal(9, 6) * 100)::varchar as "Deal split percentage"
from deal_reps
inner join reps on deal_reps.rep_id = reps.rep_id
where is_overlay = 'false'
