-- A lead is passed to sales, when that is said to be; accepted and sent back as the stages after it say.
--
-- It was ready when it last became an MQL before, since the handoff before.
--
-- grain: handoff_id
-- reads: raw.handoff_starts, raw.handoff_owners, raw.lead_stages, raw.persons
with

owners as (

    select
        lead_id,
        number,
        arg_max(rep_id, assigned_at) as rep_id,
        count(*) - 1 as transfers
    from raw.handoff_owners
    group by lead_id, number

),

starts as (

    select
        *,
        lag(handed_at) over (partition by lead_id order by number) as handed_before
    from raw.handoff_starts

),

around as (

    select
        starts.lead_id,
        starts.number,
        max(entries.entered_at) filter (
            where entries.stage = 'mql' and entries.entered_at <= starts.handed_at
        ) as qualified_at,
        min(entries.entered_at) filter (
            where entries.stage = 'sal' and entries.entered_at >= starts.handed_at
        ) as accepted_at,
        min(entries.entered_at) filter (
            where entries.stage = 'recycled' and entries.entered_at >= starts.handed_at
        ) as rejected_at,
        bool_and(entries.is_date_only) as is_date_only
    from starts
    inner join raw.lead_stages as entries on starts.lead_id = entries.lead_id
    where
        (starts.handed_before is null or entries.entered_at > starts.handed_before)
        and (starts.next_handed_at is null or entries.entered_at < starts.next_handed_at)
    group by starts.lead_id, starts.number

),

-- Sent back after it was accepted is no rejection: the lead left later.
stages as (

    select * replace (case when accepted_at is null or rejected_at < accepted_at then rejected_at end as rejected_at)
    from around

)

select
    concat_ws('-', starts.lead_id, starts.number) as handoff_id,
    starts.lead_id,
    owners.rep_id,
    stages.qualified_at,
    case when stages.qualified_at is not null then coalesce(stages.is_date_only, false) end as qualified_at_is_date_only,
    starts.handed_at,
    starts.is_date_only as handed_at_is_date_only,
    stages.accepted_at,
    case when stages.accepted_at is not null then coalesce(stages.is_date_only, false) end as accepted_at_is_date_only,
    stages.rejected_at,
    case when stages.rejected_at is not null then coalesce(stages.is_date_only, false) end as rejected_at_is_date_only,
    case
        when stages.rejected_at is not null and starts.next_handed_at is null then persons.reject_reason
    end as reject_reason,
    owners.transfers
from starts
inner join raw.persons on starts.lead_id = persons.lead_id
left join owners on starts.lead_id = owners.lead_id and starts.number = owners.number
left join stages on starts.lead_id = stages.lead_id and starts.number = stages.number
