-- Every time a lead enters a stage: as the source recorded it, and as its creation and its new deals show it.
--
-- grain: lead_id, stage, entered_at
-- reads: canonical.leads, canonical.stage_entries, canonical.deals
with

entries as (

    select lead_id, stage, entered_at, entered_at_is_date_only as is_date_only
    from canonical.stage_entries
    union all
    select lead_id, 'lead', created_at, created_at_is_date_only
    from canonical.leads
    union all
    select lead_id, 'opportunity', opened_at, opened_at_is_date_only
    from canonical.deals
    where lead_id is not null and opened_at is not null and coalesce(kind, 'new') = 'new'
    union all
    select lead_id, outcome, closed_at, closed_at_is_date_only
    from canonical.deals
    where lead_id is not null and closed_at is not null and coalesce(kind, 'new') = 'new'

),

entries_of_known_leads as (

    select
        entries.lead_id,
        entries.stage,
        entries.entered_at,
        bool_and(entries.is_date_only) as is_date_only
    from entries
    inner join canonical.leads on entries.lead_id = leads.lead_id
    group by all

)

select
    lead_id,
    stage,
    entered_at,
    cast(timezone($zone, entered_at) as date) as entered_on,
    is_date_only
from entries_of_known_leads
order by lead_id, entered_at, stage
