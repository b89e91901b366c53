-- Which handoff each row of the source belongs to: rows with no rejection, loss or recycling between them are one, so that a
-- transfer restarts nothing. is_first: the row a handoff begins with, whose name it bears.
--
-- grain: handoff_id
-- reads: canonical.handoffs, marts.stage_events
with

-- In one instant, or on one day without a clock, a lead is closed, then handed over, then that handoff rejected.
steps as (

    select
        lead_id, handed_at as happened_at, 1 as is_own, handoff_id, 1 as is_handoff
    from canonical.handoffs
    union all
    select
        lead_id, rejected_at, case when rejected_at = handed_at then 1 else 0 end, handoff_id, 0
    from canonical.handoffs
    where rejected_at is not null
    union all
    select
        stage_events.lead_id, stage_events.entered_at, 0, '', 0
    from marts.stage_events
    inner join (select distinct lead_id from canonical.handoffs) as handed on stage_events.lead_id = handed.lead_id
    where stage_events.stage in ('lost', 'recycled')

),

starts as (

    select
        *,
        case
            when is_handoff = 1
                and coalesce(
                    lag(is_handoff) over (partition by lead_id order by happened_at, is_own, handoff_id, is_handoff desc), 0
                ) = 0
                then 1
            else 0
        end as is_start
    from steps

),

numbered as (

    select
        lead_id,
        handoff_id,
        is_handoff,
        is_start,
        sum(is_start) over (
            partition by lead_id
            order by happened_at, is_own, handoff_id, is_handoff desc
            rows unbounded preceding
        ) as round
    from starts

)

select
    handoff_id,
    lead_id,
    cast(round as integer) as round,
    is_start = 1 as is_first
from numbered
where is_handoff = 1
order by lead_id, round, handoff_id
