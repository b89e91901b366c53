-- How soon after its creation each lead was handed over, and reached the stages that cost is counted by.
--
-- A stage is reached by the earliest entry at it or at a later one. Days are whole days of 24 hours, or of the calendar where
-- either time is only a date.
--
-- grain: lead_id
-- reads: marts.leads, marts.handoffs, marts.stage_events
with

reached as (

    select
        lead_id,
        min(case when stage in ('mql', 'sal', 'sql', 'opportunity', 'won') then entered_at end) as mql_at,
        min_by(
            is_date_only, case when stage in ('mql', 'sal', 'sql', 'opportunity', 'won') then entered_at end
        ) as mql_is_date_only,
        min(case when stage in ('sql', 'opportunity', 'won') then entered_at end) as sql_at,
        min_by(
            is_date_only, case when stage in ('sql', 'opportunity', 'won') then entered_at end
        ) as sql_is_date_only
    from marts.stage_events
    group by all

),

handed as (

    select
        lead_id,
        min(handed_at) as handed_at,
        min_by(is_date_only, handed_at) as is_date_only
    from marts.handoffs
    group by all

),

dated as (

    select
        leads.* exclude (handed_at),
        handed.handed_at,
        leads.created_is_date_only or coalesce(handed.is_date_only, false) as handed_is_by_date,
        reached.mql_at,
        leads.created_is_date_only or coalesce(reached.mql_is_date_only, false) as mql_is_by_date,
        reached.sql_at,
        leads.created_is_date_only or coalesce(reached.sql_is_date_only, false) as sql_is_by_date
    from marts.leads
    left join handed on leads.lead_id = handed.lead_id
    left join reached on leads.lead_id = reached.lead_id

)

select
    lead_id,
    account_id,
    created_on,
    channel,
    campaign_id,
    region,
    segment,
    was_customer,
    rep_id,
    team,
    age_days,
    won_within_days,
    whole_days(created_at, handed_at, handed_is_by_date, $zone) as days_to_handed,
    handed_is_by_date,
    whole_days(created_at, mql_at, mql_is_by_date, $zone) as days_to_mql,
    mql_is_by_date,
    whole_days(created_at, sql_at, sql_is_by_date, $zone) as days_to_sql,
    sql_is_by_date,
    days_to_won,
    is_date_only as won_is_by_date
from dated
order by created_on, lead_id
