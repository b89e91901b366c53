-- Each time marketing passed a lead to sales, by what was answered about when that is, numbered for each lead.
--
-- grain: lead_id, number
-- reads: raw.ownership, raw.words_entered, raw.living_contacts, raw.lead_ids, raw._choices
with

chosen as (

    select choice from raw._choices where question = 'handoff'

),

starts as (

    select
        lead_id,
        owned_at as handed_at,
        is_date_only
    from raw.ownership
    where
        rep_id is not null
        and rep_before is null
        and 'owner_assigned' in (select choice from chosen)
    union all
    select
        lead_id,
        entered_at,
        is_date_only
    from raw.words_entered
    where word in (select choice from chosen)
    union all
    select
        lead_ids.lead_id,
        contacts.created_at,
        contacts.created_at_is_date_only
    from raw.living_contacts as contacts
    inner join raw.lead_ids on contacts.contact_id = lead_ids.contact_id
    where
        lead_ids.lead_id = contacts.contact_id
        and 'created' in (select choice from chosen)

)

select
    *,
    row_number() over (partition by lead_id order by handed_at) as number,
    lead(handed_at) over (partition by lead_id order by handed_at) as next_handed_at
from starts
