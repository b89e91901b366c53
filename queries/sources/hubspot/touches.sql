-- What leads did with marketing: forms and clicks; where no file tells, the original source stands in if that was agreed.
--
-- grain: touch_id
-- reads: raw.marketing_touches, raw.campaigns_named, raw.campaigns, raw.living_contacts, raw.lead_ids, raw._choices
-- needs: raw.form_submissions, raw.email_events
with

stand_ins as (

    select
        'source-' || contacts.contact_id as touch_id,
        contacts.contact_id as lead_id,
        contacts.created_at as touched_at,
        contacts.created_at_is_date_only as is_date_only,
        'original_source' as kind,
        contacts.source_detail as content,
        coalesce(
            contacts.first_campaign,
            nullif(replace(url_decode(regexp_extract(contacts.first_url, '[?&]utm_campaign=([^&#]*)', 1)), '+', ' '), '')
        ) as utm_campaign,
        contacts.source as utm_medium
    from raw.living_contacts as contacts
    inner join raw.lead_ids on contacts.contact_id = lead_ids.contact_id
    where
        contacts.source is not null
        and contacts.contact_id = lead_ids.lead_id
        and 'yes' in (select choice from raw._choices where question = 'stand_in')

),

touches as (

    select * from raw.marketing_touches
    union all
    select * from stand_ins

)

select
    touches.touch_id,
    touches.lead_id,
    coalesce(named.campaign_id, touches.utm_campaign) as campaign_id,
    coalesce(replace(lower(touches.utm_medium), ' ', '_'), campaigns.channel) as channel,
    touches.touched_at,
    touches.is_date_only as touched_at_is_date_only,
    touches.kind,
    touches.content
from touches
left join raw.campaigns_named as named on lower(trim(touches.utm_campaign)) = named.called
left join raw.campaigns on named.campaign_id = campaigns.id
