-- Handoffs that came after an end of the lead: each opens a round of the funnel, qualified as its rows say, else when handed over.
--
-- grain: lead_id, round
-- scope: cluster
-- reads: marts.handoff_rounds, canonical.handoffs
with

after_ends as (

    select
        rounds.lead_id,
        rounds.round,
        rounds.ended_at,
        handoffs.handed_at,
        handoffs.handed_at_is_date_only
    from marts.handoff_rounds as rounds
    inner join canonical.handoffs on rounds.handoff_id = handoffs.handoff_id
    where rounds.is_after_end

),

qualified as (

    select
        after_ends.lead_id,
        after_ends.round,
        min(rounds.own_qualified_at) as qualified_at,
        min_by(
            rounds.qualified_is_date_only, by_instant(rounds.own_qualified_at, rounds.qualified_is_date_only)
        ) as is_date_only
    from after_ends
    inner join marts.handoff_rounds as rounds
        on after_ends.lead_id = rounds.lead_id
        and after_ends.round = rounds.round
        and after_ends.ended_at <= rounds.own_qualified_at
    group by all

)

select
    after_ends.lead_id,
    after_ends.round,
    after_ends.ended_at,
    least(qualified.qualified_at, after_ends.handed_at) as qualified_at,
    case
        when qualified.qualified_at < after_ends.handed_at then qualified.is_date_only
        when qualified.qualified_at = after_ends.handed_at then qualified.is_date_only and after_ends.handed_at_is_date_only
        else after_ends.handed_at_is_date_only
    end as is_date_only
from after_ends
left join qualified on after_ends.lead_id = qualified.lead_id and after_ends.round = qualified.round
order by after_ends.lead_id, after_ends.round
