-- When each lead entered which lifecycle stage or lead status: by the history of the property, else by the "became" dates.
--
-- A value written again without change is no entry. `word` is `stage:` or `status:` and the value, folded.
--
-- grain: lead_id, word, entered_at
-- reads: raw.property_changes, raw.living_contacts, raw.lead_ids
with

changes as (

    select
        lead_ids.lead_id,
        history.contact_id,
        case history.property when 'lifecyclestage' then 'stage' else 'status' end as kind,
        regexp_replace(lower(coalesce(history.value, '')), '[^\pL\pN]', '', 'g') as value,
        history.changed_at as entered_at,
        history.changed_at_is_date_only as is_date_only
    from raw.property_changes as history
    inner join raw.lead_ids on history.contact_id = lead_ids.contact_id
    where history.property in ('lifecyclestage', 'hs_lead_status')

),

entered as (

    select *
    from changes
    qualify value is distinct from lag(value) over (partition by contact_id, kind order by entered_at, value)

),

became as (

    unpivot (
        select
            contact_id,
            became_subscriber as subscriber,
            became_lead as lead,
            became_mql as marketingqualifiedlead,
            became_sal as salesacceptedlead,
            became_sql as salesqualifiedlead,
            became_opportunity as opportunity,
            became_customer as customer
        from raw.living_contacts
    )
    on subscriber, lead, marketingqualifiedlead, salesacceptedlead, salesqualifiedlead, opportunity, customer
    into name stage value entered_at

),

flags as (

    unpivot (
        select
            contact_id,
            became_subscriber_is_date_only as subscriber,
            became_lead_is_date_only as lead,
            became_mql_is_date_only as marketingqualifiedlead,
            became_sal_is_date_only as salesacceptedlead,
            became_sql_is_date_only as salesqualifiedlead,
            became_opportunity_is_date_only as opportunity,
            became_customer_is_date_only as customer
        from raw.living_contacts
    )
    on subscriber, lead, marketingqualifiedlead, salesacceptedlead, salesqualifiedlead, opportunity, customer
    into name stage value is_date_only

),

told as (

    select
        lead_id,
        kind || ':' || value as word,
        entered_at,
        is_date_only
    from entered
    where value <> ''
    union all
    select
        lead_ids.lead_id,
        'stage:' || became.stage,
        became.entered_at,
        flags.is_date_only
    from became
    inner join flags on became.contact_id = flags.contact_id and became.stage = flags.stage
    inner join raw.lead_ids on became.contact_id = lead_ids.contact_id
    where became.contact_id not in (select contact_id from changes where kind = 'stage')

)

select
    lead_id,
    word,
    any_value(
        case split_part(word, ':', 1) when 'stage' then 'lifecycle stage ' else 'lead status ' end
        || split_part(word, ':', 2)
    ) as label,
    entered_at,
    bool_and(is_date_only) as is_date_only
from told
group by lead_id, word, entered_at
