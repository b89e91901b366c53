-- The rows of the source that lie together, with no rejection, loss, recycling or win between them.
--
-- place counts within the stretch; ended_at is what ended the lead last before its first row, in the order of time.
-- own_qualified_at: not the time that an older handoff was qualified, carried along.
--
-- grain: handoff_id
-- scope: cluster
-- reads: canonical.handoffs, marts.lead_ends
with

handed as (

    select
        handoff_id,
        lead_id,
        handed_at,
        handed_at_is_date_only,
        rejected_at,
        qualified_at,
        qualified_at_is_date_only,
        lag(handed_at) over (partition by lead_id order by handed_at, handoff_id) as handed_before_at
    from canonical.handoffs

),

-- In one instant, or on one day without a clock, a lead is closed, then handed over, then that handoff rejected, or won.
steps as (

    select
        lead_id, handed_at as happened_at, 1 as turn, handoff_id, 1 as is_handoff
    from handed
    union all
    select
        lead_id, rejected_at, case when rejected_at = handed_at then 1 else 0 end, handoff_id, 0
    from handed
    where rejected_at is not null
    union all
    select
        lead_ends.lead_id, lead_ends.counts_at, case lead_ends.ended_as when 'won' then 2 else 0 end, '', 0
    from marts.lead_ends
    inner join (select distinct lead_id from handed) as leads on lead_ends.lead_id = leads.lead_id

),

starts as (

    select
        *,
        case
            when is_handoff = 1
                and coalesce(
                    lag(is_handoff) over (partition by lead_id order by happened_at, turn, handoff_id, is_handoff desc), 0
                ) = 0
                then 1
            else 0
        end as is_start
    from steps

),

numbered as (

    select
        *,
        sum(is_start) over (
            partition by lead_id
            order by happened_at, turn, handoff_id, is_handoff desc
            rows unbounded preceding
        ) as stretch
    from starts

),

ends as (

    select
        lead_id,
        stretch + 1 as stretch,
        max(happened_at) as ended_at
    from numbered
    where is_handoff = 0 and stretch > 0
    group by all

)

select
    handed.handoff_id,
    handed.lead_id,
    cast(numbered.stretch as integer) as stretch,
    row_number() over (
        partition by handed.lead_id, numbered.stretch order by handed.handed_at, handed.handoff_id
    ) as place,
    ends.ended_at,
    handed.handed_at,
    handed.handed_at_is_date_only as is_date_only,
    case
        when handed.handed_before_at is null or handed.qualified_at > handed.handed_before_at then handed.qualified_at
    end as own_qualified_at,
    handed.qualified_at_is_date_only as qualified_is_date_only
from handed
inner join numbered on handed.handoff_id = numbered.handoff_id and numbered.is_handoff = 1
left join ends on handed.lead_id = ends.lead_id and numbered.stretch = ends.stretch
order by handed.lead_id, handed.handed_at, handed.handoff_id
