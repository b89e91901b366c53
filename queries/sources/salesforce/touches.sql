-- Responses to campaigns; where no file holds members, the lead source stands in if that was agreed.
--
-- grain: touch_id
-- reads: raw.responses, raw.campaigns, raw.persons, raw._choices
-- needs: raw.campaign_members
select
    responses.member_id as touch_id,
    responses.lead_id,
    responses.campaign_id,
    replace(lower(campaigns.campaign_type), ' ', '_') as channel,
    responses.touched_at,
    responses.is_date_only as touched_at_is_date_only,
    'campaign_response' as kind,
    responses.member_status as content
from raw.responses
left join raw.campaigns on responses.campaign_id = campaigns.id
union all
select
    'source-' || lead_id,
    lead_id,
    null,
    replace(lower(source), ' ', '_'),
    created_at,
    created_at_is_date_only,
    'lead_source',
    null
from raw.persons
where
    source is not null
    and 'yes' in (select choice from raw._choices where question = 'stand_in')
