-- A deal's contacts have no role in it, and no one of them is the first but by age.
insert into deal_leads select deal_id, lead_id, null from deals where lead_id in (select lead_id from leads);

create or replace table deal_leads as select distinct deal_id, lead_id, null::varchar as role from deal_leads;

update deals set lead_id = first_lead
from (
    select deal_id, arg_min(lead_id, (created_at, lead_id)) as first_lead
    from deal_leads inner join leads using (lead_id) group by deal_id
) as firsts
where deals.deal_id = firsts.deal_id;
