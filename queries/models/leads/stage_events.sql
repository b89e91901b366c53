-- Every time a lead enters a stage: as the source recorded it, and as its creation, its handoffs and its new deals show it.
--
-- A win that its deals deny is none (marts.cancelled_wins).
--
-- grain: lead_id, stage, entered_at
-- scope: cluster
-- reads: canonical.leads, canonical.stage_entries, canonical.handoffs, canonical.deals, marts.cancelled_wins
with

entries as (

    select
        stage_entries.lead_id,
        stage_entries.stage,
        stage_entries.entered_at,
        stage_entries.entered_at_is_date_only as is_date_only
    from canonical.stage_entries
    left join marts.cancelled_wins
        on stage_entries.lead_id = cancelled_wins.lead_id
        and stage_entries.entered_at = cancelled_wins.entered_at
        and stage_entries.stage = 'won'
        and stage_entries.entered_at_is_date_only = cancelled_wins.is_date_only
    where cancelled_wins.lead_id is null
    union all
    select lead_id, 'mql', qualified_at, qualified_at_is_date_only
    from canonical.handoffs
    where qualified_at is not null
    union all
    select lead_id, 'sal', accepted_at, accepted_at_is_date_only
    from canonical.handoffs
    where accepted_at is not null
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
    is_date_only
from entries_of_known_leads
order by lead_id, entered_at, stage
