-- Who held each handoff when: the owner at its start, and every other until the next.
--
-- grain: lead_id, number, assigned_at
-- reads: raw.handoff_starts, raw.ownership
with

at_start as (

    select
        starts.lead_id,
        starts.number,
        starts.handed_at as assigned_at,
        starts.is_date_only,
        ownership.rep_id
    from raw.handoff_starts as starts
    asof inner join raw.ownership as ownership
        on starts.lead_id = ownership.lead_id and starts.handed_at >= ownership.owned_at

),

afterwards as (

    select
        starts.lead_id,
        starts.number,
        ownership.owned_at as assigned_at,
        ownership.is_date_only,
        ownership.rep_id
    from raw.handoff_starts as starts
    inner join raw.ownership on starts.lead_id = ownership.lead_id
    where
        ownership.owned_at > starts.handed_at
        and (starts.next_handed_at is null or ownership.owned_at < starts.next_handed_at)

),

held as (

    select * from at_start where rep_id is not null
    union all
    select * from afterwards where rep_id is not null

)

select *
from held
qualify rep_id is distinct from lag(rep_id) over (partition by lead_id, number order by assigned_at)
