-- Records of Salesforce that count for nothing, or with another, and why.
--
-- grain: table, reason
-- reads: raw.lead_history, raw.opportunity_contacts, raw.opportunity_history, raw.stage_moves, raw.splits, raw.stated_splits, raw.leads, raw.contacts, raw.living_leads, raw.living_contacts, raw.lead_ids, raw.opportunities, raw.known_deals, raw.campaign_members, raw.responses, raw.activities_logged, raw._choices
select
    'leads' as "table",
    'deleted in Salesforce' as reason,
    count(*) as record_count
from raw.leads
where
    (coalesce(is_gone, false) or coalesce(is_deleted, false))
    and merged_into is null
union all
select
    'leads',
    'merged into another, which they count with',
    count(*)
from raw.leads
where merged_into is not null
union all
select
    'leads',
    'converted: they count as the contact they became',
    count(*)
from raw.living_leads
inner join raw.lead_ids on living_leads.id = lead_ids.known_as
where lead_ids.lead_id <> living_leads.id
union all
select
    'contacts',
    'deleted in Salesforce',
    count(*)
from raw.contacts
where
    (coalesce(is_gone, false) or coalesce(is_deleted, false))
    and merged_into is null
union all
select
    'contacts',
    'merged into another, which they count with',
    count(*)
from raw.contacts
where merged_into is not null
union all
select
    'opportunities',
    'deleted in Salesforce',
    (select count(*) from raw.opportunities) - (select count(*) from raw.known_deals)
union all
select
    'campaign_members',
    'did not respond, or are nobody in this export',
    (select count(*) from raw.campaign_members) - (select count(*) from raw.responses)
union all
select
    case kind when 'meeting' then 'events' else 'tasks' end,
    'deleted in Salesforce, or an invitation to another event',
    count(*)
from raw.activities_logged
where is_gone
group by 1
union all
select
    case kind when 'meeting' then 'events' else 'tasks' end,
    'of a kind that does not count here (' || kind || ')',
    count(*)
from raw.activities_logged
where
    not is_gone
    and kind not in (select choice from raw._choices where question = 'activities')
group by kind
union all
select
    case kind when 'meeting' then 'events' else 'tasks' end,
    'about nobody in this export, or without a date',
    count(*)
from raw.activities_logged
where
    not is_gone
    and kind in (select choice from raw._choices where question = 'activities')
    and ((lead_id is null and deal_id is null) or occurred_at is null)
group by 1
union all
select
    'lead_history',
    'changes of fields that nothing is read from, or of a lead that is not in this export',
    count(*)
from raw.lead_history
where
    coalesce(is_deleted, false)
    or lead_id not in (select known_as from raw.lead_ids)
    or regexp_replace(lower(property), '[^a-z]', '', 'g') not in (
        'status', 'leadstatus', 'owner', 'leadowner', 'ownerid', 'ownerassignment', 'segment', 'segmentc', 'region',
        'regionc', 'country', 'title', 'industry', 'numberofemployees'
    )
union all
select
    'opportunity_contacts',
    'a contact or opportunity of it is not in this export',
    count(*)
from raw.opportunity_contacts
where
    coalesce(is_deleted, false)
    or contact_id not in (select known_as from raw.lead_ids)
    or opportunity_id not in (select id from raw.known_deals)
union all
select
    'opportunity_history',
    'of an opportunity that is not in this export, or no entry into a stage',
    (select count(*) from raw.opportunity_history) - (select count(*) from raw.stage_moves)
union all
select
    'splits',
    'of an opportunity that is not in this export',
    count(*)
from raw.splits
where
    coalesce(is_deleted, false)
    or opportunity_id not in (select id from raw.known_deals)
union all
select
    'splits',
    'without a percentage: its person has no share by it',
    count(*)
from raw.stated_splits
where
    not coalesce(is_deleted, false)
    and opportunity_id in (select id from raw.known_deals)
    and stated is null
