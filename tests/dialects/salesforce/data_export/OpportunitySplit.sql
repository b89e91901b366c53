select
    deal_id as "OpportunityId",
    rep_id as "SplitOwnerId",
    (share::double * 100)::varchar as "SplitPercentage",
    case is_overlay when 'true' then '149b' else '149a' end as "SplitTypeId",
    'false' as "IsDeleted"
from deal_reps
