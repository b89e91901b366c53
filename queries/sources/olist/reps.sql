-- Everybody named on a closed deal; who ever was its sales rep is one, the others are SDRs. Nobody has a name.
--
-- grain: rep_id
-- reads: raw.closed_deals
with

people as (

    select sr_id as rep_id, 1 as sells from raw.closed_deals
    union all
    select sdr_id, 0 from raw.closed_deals

)

select
    rep_id,
    case when max(sells) = 1 then 'ae' else 'sdr' end as role
from people
where rep_id is not null
group by all
