-- Each time marketing passed a lead to sales, by what was answered about when that is, numbered for each lead.
--
-- grain: lead_id, number
-- reads: raw.ownership, raw.words_entered, raw.persons, raw._choices
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
        lead_id,
        created_at,
        created_at_is_date_only
    from raw.persons
    where
        is_lead
        and 'created' in (select choice from chosen)

)

select
    *,
    row_number() over (partition by lead_id order by handed_at) as number,
    lead(handed_at) over (partition by lead_id order by handed_at) as next_handed_at
from starts
