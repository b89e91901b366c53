-- A lead's status does not say that it has an opportunity: that is when the first of its opportunities was made; won and lost are the opportunity's.
insert into deal_leads
select deal_id, lead_id, null from deals
where lead_id is not null and (deal_id, lead_id) not in (select (deal_id, lead_id) from deal_leads);
delete from stage_entries where stage in ('opportunity', 'won', 'lost');
insert into stage_entries
select deal_leads.lead_id, 'opportunity', min(opened_at)
from deal_leads
inner join deals on deal_leads.deal_id = deals.deal_id
group by deal_leads.lead_id;
delete from stage_entries where stage = 'lead';
insert into stage_entries select lead_id, 'lead', created_at from leads;
