-- Who held each handoff from when until when: by its assignments, and by the handoff itself where it has none.
--
-- A blank rep is a queue; held_to is null for who holds it now. Where a handoff was passed on and nobody recorded to whom,
-- nothing here can be trusted (is_holder_unknown of the handoff).
--
-- grain: handoff_id, held_from, part_id
-- scope: cluster
-- reads: marts.merged_handoffs, marts.handoff_rounds, canonical.handoffs, canonical.assignments
with

held as (

    select
        merged_handoffs.handoff_id,
        parts.handoff_id as part_id,
        coalesce(assignments.assigned_at, parts.handed_at) as held_from,
        coalesce(assignments.assigned_at_is_date_only, parts.handed_at_is_date_only) as is_date_only,
        case when assignments.handoff_id is not null then assignments.rep_id else parts.rep_id end as rep_id
    from marts.handoff_rounds as rounds
    inner join marts.merged_handoffs
        on rounds.lead_id = merged_handoffs.lead_id
        and rounds.round = merged_handoffs.round
    inner join canonical.handoffs as parts on rounds.handoff_id = parts.handoff_id
    left join canonical.assignments on parts.handoff_id = assignments.handoff_id

)

select
    *,
    lead(held_from) over (partition by handoff_id order by held_from, part_id) as held_to,
    lead(is_date_only) over (partition by handoff_id order by held_from, part_id) as held_to_is_date_only
from held
order by handoff_id, held_from, part_id
