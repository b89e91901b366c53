-- Form submissions and clicks in marketing e-mails, of people who are leads.
--
-- The campaign is what the link says behind utm_campaign, the channel what it says behind utm_medium.
--
-- grain: touch_id
-- reads: raw.form_submissions, raw.email_events, raw.email_clicks, raw.sent_emails, raw.lead_ids, raw.lead_emails
with

submissions as (

    select
        coalesce(by_id.lead_id, by_email.lead_id) as lead_id,
        forms.submitted_at as touched_at,
        forms.submitted_at_is_date_only as is_date_only,
        'form' as kind,
        forms.form as content,
        forms.page as page,
        forms.id as own_id
    from raw.form_submissions as forms
    left join raw.lead_ids as by_id on forms.contact_id = by_id.contact_id
    left join raw.lead_emails as by_email on lower(trim(forms.email)) = by_email.email

),

pages as (

    select
        id,
        min(page) as page
    from raw.email_clicks
    group by id

),

clicks as (

    select
        lead_emails.lead_id,
        events.created_at as touched_at,
        events.created_at_is_date_only as is_date_only,
        'email_click' as kind,
        coalesce(sent.email_name, sent.subject) as content,
        pages.page,
        events.id as own_id
    from raw.email_events as events
    inner join raw.lead_emails on lower(trim(events.recipient)) = lead_emails.email
    left join pages on events.id = pages.id
    left join raw.sent_emails as sent on events.email_id = sent.id
    where
        upper(events.event_type) = 'CLICK'
        and not coalesce(events.is_filtered, false)

),

numbered as (

    select
        *,
        row_number() over (
            partition by kind, coalesce(own_id, lead_id)
            order by touched_at, lead_id, content, page
        ) as number
    from (from submissions union all from clicks)
    where lead_id is not null

)

select
    case
        when own_id is not null and number = 1 then own_id
        else concat_ws('-', kind, coalesce(own_id, lead_id), number)
    end as touch_id,
    lead_id,
    touched_at,
    is_date_only,
    kind,
    content,
    nullif(replace(url_decode(regexp_extract(page, '[?&]utm_campaign=([^&#]*)', 1)), '+', ' '), '') as utm_campaign,
    nullif(replace(url_decode(regexp_extract(page, '[?&]utm_medium=([^&#]*)', 1)), '+', ' '), '') as utm_medium
from numbered
