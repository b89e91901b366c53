-- Records of HubSpot that count for nothing, and why.
--
-- grain: table, reason
-- reads: raw.contacts, raw.living_contacts, raw.merges, raw.deals, raw.known_deals, raw.contact_history, raw.property_changes, raw.deal_contacts, raw.deal_stage_entries, raw.deal_splits, raw.living_deals, raw.form_submissions, raw.marketing_touches, raw.email_events, raw.lead_emails, raw.activities_logged, raw._choices, raw.lead_ids
select
    'contacts' as "table",
    'deleted or archived in HubSpot' as reason,
    (select count(*) from raw.contacts) - (select count(*) from raw.living_contacts) as record_count
union all
select
    'contacts',
    'merged into another contact, which they count with',
    count(*)
from raw.living_contacts
where contact_id in (select contact_id from raw.merges)
union all
select
    'deals',
    'deleted or archived in HubSpot',
    (select count(*) from raw.deals) - (select count(*) from raw.living_deals)
union all
select
    'form_submissions',
    'sent by somebody who is no contact in this export',
    (select count(*) from raw.form_submissions) - count(*)
from raw.marketing_touches
where kind = 'form'
union all
select
    'email_events',
    'no click: sent, delivered, opened, bounced',
    count(*)
from raw.email_events
where upper(coalesce(event_type, '')) <> 'CLICK'
union all
select
    'email_events',
    'clicks that HubSpot filters out as not a person''s',
    count(*)
from raw.email_events
where
    upper(event_type) = 'CLICK'
    and coalesce(is_filtered, false)
union all
select
    'email_events',
    'clicks of an address that is no contact''s, or of several',
    count(*)
from raw.email_events
where
    upper(event_type) = 'CLICK'
    and not coalesce(is_filtered, false)
    and coalesce(lower(trim(recipient)) not in (select email from raw.lead_emails), true)
union all
select
    kind || 's',
    'deleted or archived in HubSpot',
    count(*)
from raw.activities_logged
where is_gone
group by kind
union all
select
    kind || 's',
    'of a kind that does not count here',
    count(*)
from raw.activities_logged
where
    not is_gone
    and kind not in (select choice from raw._choices where question = 'activities')
group by kind
union all
select
    kind || 's',
    'about no contact or deal in this export',
    count(*)
from raw.activities_logged
where
    not is_gone
    and kind in (select choice from raw._choices where question = 'activities')
    and lead_id is null
    and deal_id is null
group by kind
union all
select
    kind || 's',
    'without a time',
    count(*)
from raw.activities_logged
where
    not is_gone
    and kind in (select choice from raw._choices where question = 'activities')
    and (lead_id is not null or deal_id is not null)
    and occurred_at is null
group by kind
union all
select
    'contact_history',
    'changes of properties that nothing is read from',
    (select count(*) from raw.contact_history) - (select count(*) from raw.property_changes)
union all
select
    'contact_history',
    'of somebody who is no contact in this export',
    count(*)
from raw.property_changes
where contact_id not in (select contact_id from raw.lead_ids)
union all
select
    'deal_contacts',
    'a contact or deal of it is not in this export',
    count(*)
from raw.deal_contacts
where
    contact_id not in (select contact_id from raw.lead_ids)
    or deal_id not in (select deal_id from raw.known_deals)
union all
select
    'deal_stage_entries',
    'of a deal that is not in this export',
    count(*)
from raw.deal_stage_entries
where deal_id not in (select deal_id from raw.known_deals)
union all
select
    'deal_splits',
    'of a deal that is not in this export',
    count(*)
from raw.deal_splits
where deal_id not in (select deal_id from raw.known_deals)
