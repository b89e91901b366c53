-- The sales rep earns the deal; the SDR stands beside with an overlay share.
--
-- grain: deal_id, rep_id, role
-- reads: raw.closed_deals
select
    mql_id as deal_id,
    sr_id as rep_id,
    'ae' as role,
    1 as share,
    false as is_overlay
from raw.closed_deals
where sr_id is not null
union all
select
    mql_id,
    sdr_id,
    'sdr',
    1,
    true
from raw.closed_deals
where sdr_id is not null
