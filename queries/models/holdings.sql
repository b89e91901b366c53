-- Who held each handoff from when on: by its assignments, and by the handoff itself where it has none.
--
-- A blank rep is a queue. Where a handoff was passed on and nobody recorded to whom, nothing here can be trusted
-- (is_holder_unknown of the handoff).
--
-- grain: handoff_id, held_from, part_id
-- reads: marts.handoffs, marts.handoff_rounds, canonical.handoffs, canonical.assignments
select
    handoffs.handoff_id,
    parts.handoff_id as part_id,
    coalesce(assignments.assigned_at, parts.handed_at) as held_from,
    coalesce(assignments.assigned_at_is_date_only, parts.handed_at_is_date_only) as is_date_only,
    case when assignments.handoff_id is not null then assignments.rep_id else parts.rep_id end as rep_id
from marts.handoff_rounds as rounds
inner join marts.handoffs
    on rounds.lead_id = handoffs.lead_id
    and rounds.round = handoffs.round
inner join canonical.handoffs as parts on rounds.handoff_id = parts.handoff_id
left join canonical.assignments on parts.handoff_id = assignments.handoff_id
order by handoffs.handoff_id, held_from, part_id
