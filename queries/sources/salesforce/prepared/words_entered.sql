-- When each lead entered which status: by the history, the status it began with at its creation, and dates of their own.
--
-- `word` is `status:` and the value, folded, `date:` and the stage of a date field, or `converted`.
--
-- grain: lead_id, word, entered_at
-- reads: raw.lead_history, raw.living_leads, raw.lead_ids
with

changes as (

    select
        history.lead_id as id,
        history.changed_at,
        history.changed_at_is_date_only as is_date_only,
        regexp_replace(lower(coalesce(history.old_value, '')), '[^\pL\pN]', '', 'g') as old_value,
        regexp_replace(lower(coalesce(history.value, '')), '[^\pL\pN]', '', 'g') as value
    from raw.lead_history as history
    where
        regexp_replace(lower(history.property), '[^a-z]', '', 'g') in ('status', 'leadstatus')
        and not coalesce(history.is_deleted, false)

),

first_changes as (

    select
        id,
        arg_min(old_value, changed_at) as value
    from changes
    group by id

),

told as (

    select
        id,
        'status:' || value as word,
        changed_at as entered_at,
        is_date_only
    from changes
    where value <> ''
    union all
    select
        leads.id,
        'status:' || coalesce(first_changes.value, regexp_replace(lower(leads.status), '[^\pL\pN]', '', 'g')),
        leads.created_at,
        leads.created_at_is_date_only
    from raw.living_leads as leads
    left join first_changes on leads.id = first_changes.id
    where
        coalesce(first_changes.value, leads.status) <> ''
        -- Without a history nobody knows when a lead reached the status it has; only a new one is as it was made.
        and (first_changes.id is not null or exists (from raw.lead_history))
    union all
    select id, 'converted', converted_at, converted_at_is_date_only from raw.living_leads where converted_at is not null
    union all
    select id, 'date:mql', mql_at, mql_at_is_date_only from raw.living_leads where mql_at is not null
    union all
    select id, 'date:sal', sal_at, sal_at_is_date_only from raw.living_leads where sal_at is not null
    union all
    select id, 'date:sql', sql_at, sql_at_is_date_only from raw.living_leads where sql_at is not null

)

select
    lead_ids.lead_id,
    told.word,
    any_value(
        case
            when told.word = 'converted' then 'the lead is converted'
            when starts_with(told.word, 'date:') then 'the date field of ' || upper(split_part(told.word, ':', 2))
            else 'lead status ' || split_part(told.word, ':', 2)
        end
    ) as label,
    told.entered_at,
    bool_and(told.is_date_only) as is_date_only
from told
inner join raw.lead_ids on told.id = lead_ids.known_as
group by lead_ids.lead_id, told.word, told.entered_at
