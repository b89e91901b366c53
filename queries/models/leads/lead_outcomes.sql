-- Which leads were handed over within 30 days of their creation, and reached in their agreed days the stages that cost is counted by.
--
-- A stage is reached by the earliest entry at it or at a later one. Days are whole days of 24 hours, or of the calendar where
-- either time is only a date. is_of_judged_day: created on a day since whose end the agreed days to win have passed.
--
-- grain: lead_id
-- scope: cluster
-- reads: marts.leads, marts.handoffs, marts.stage_events, marts.mature_days
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

),

counted as (

    select
        dated.*,
        whole_days(created_at, handed_at, handed_is_by_date, $zone) as days_to_handed,
        whole_days(created_at, mql_at, mql_is_by_date, $zone) as days_to_mql,
        whole_days(created_at, sql_at, sql_is_by_date, $zone) as days_to_sql,
        is_mature(age_days, won_within_days) as is_old_enough,
        coalesce(mature_days.is_old_enough, false) as is_of_judged_day
    from dated
    left join marts.mature_days on dated.created_on = mature_days.day

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
    won_within_days,
    days_to_sql,
    is_mature(age_days, 30) as is_passable,
    is_mature(age_days, 30) and is_within(days_to_handed, handed_is_by_date, 30) as is_passed,
    is_old_enough,
    is_of_judged_day,
    is_old_enough and is_within(days_to_mql, mql_is_by_date, won_within_days) as is_mql_in_time,
    is_old_enough and is_within(days_to_sql, sql_is_by_date, won_within_days) as is_sql_in_time,
    is_old_enough and is_within(days_to_won, is_date_only, won_within_days) as is_won_in_time
from counted
order by created_on, lead_id
