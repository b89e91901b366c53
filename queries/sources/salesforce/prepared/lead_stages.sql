-- When each lead entered which stage of ours: what was answered about statuses and dates, and what opportunities say.
--
-- grain: lead_id, stage, entered_at
-- reads: raw.words_entered, raw.persons, raw.contacts_of_deals, raw.living_deals, raw._choices
with

told as (

    select
        words.lead_id,
        chosen.question as stage,
        words.entered_at,
        words.is_date_only
    from raw.words_entered as words
    inner join raw._choices as chosen
        on words.word = chosen.choice and chosen.question in ('mql', 'sal', 'sql', 'recycled')
    union all
    select
        lead_id,
        'lead',
        created_at,
        created_at_is_date_only
    from raw.persons
    where is_lead
    union all
    select
        contacts.lead_id,
        'opportunity',
        min(deals.created_at),
        bool_and(deals.created_at_is_date_only)
    from raw.contacts_of_deals as contacts
    inner join raw.living_deals as deals on contacts.opportunity_id = deals.id
    where deals.created_at is not null
    group by contacts.lead_id

)

select
    lead_id,
    stage,
    entered_at,
    bool_and(is_date_only) as is_date_only
from told
group by lead_id, stage, entered_at
