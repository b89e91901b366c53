-- Whoever has an opportunity is a contact, with the id of the contact; the id of the lead it was leads there.
create table converted as
select
    deal_leads.lead_id as lead_id,
    '003' || deal_leads.lead_id as contact_id,
    min(deals.opened_at) as converted_at,
    arg_min(deals.deal_id, (deals.opened_at, deals.deal_id)) filter (where deals.lead_id = deal_leads.lead_id) as deal_id
from deal_leads
inner join deals on deal_leads.deal_id = deals.deal_id
group by deal_leads.lead_id;
insert into merged_leads select lead_id, contact_id from converted;
update handoffs set handoff_id = replace(handoff_id, handoffs.lead_id, contact_id) from converted where handoffs.lead_id = converted.lead_id;
update assignments set handoff_id = replace(handoff_id, lead_id, contact_id) from converted
where starts_with(assignments.handoff_id, converted.lead_id || '-');
update leads set lead_id = contact_id from converted where leads.lead_id = converted.lead_id;
update touches set lead_id = contact_id from converted where touches.lead_id = converted.lead_id;
update stage_entries set lead_id = contact_id from converted where stage_entries.lead_id = converted.lead_id;
update handoffs set lead_id = contact_id from converted where handoffs.lead_id = converted.lead_id;
update activities set lead_id = contact_id from converted where activities.lead_id = converted.lead_id;
update lead_changes set lead_id = contact_id from converted where lead_changes.lead_id = converted.lead_id;
update deals set lead_id = contact_id from converted where deals.lead_id = converted.lead_id;
update deal_leads set lead_id = contact_id from converted where deal_leads.lead_id = converted.lead_id;
