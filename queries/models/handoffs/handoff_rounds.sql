-- Which handoff each row of the source belongs to: rows that lie together are one, so that a transfer restarts nothing.
--
-- A row with a qualification of its own, after the handoff before was first attempted, begins another. The time at which the row
-- itself was handed over proves no qualification; without a clock it must be a later day. is_first: the row a handoff begins with,
-- whose name it bears; is_after_end: the lead was ended before it.
--
-- grain: handoff_id
-- scope: cluster
-- reads: marts.handoff_stretches, canonical.stage_entries, canonical.activities, canonical.deals, agreements.attempts
with recursive

transferred as (

    select distinct lead_id
    from marts.handoff_stretches
    where place > 1

),

members as (

    select
        stretches.*,
        attempts.kinds
    from marts.handoff_stretches as stretches
    inner join transferred on stretches.lead_id = transferred.lead_id
    left join agreements.attempts
        on stretches.handed_at >= attempts.effective_from
        and stretches.handed_at < attempts.effective_to

),

outreach as (

    select
        transferred.lead_id,
        activities.kind,
        activities.occurred_at,
        activities.occurred_at_is_date_only as is_date_only
    from canonical.activities
    left join canonical.deals on activities.deal_id = deals.deal_id
    inner join transferred on coalesce(activities.lead_id, deals.lead_id) = transferred.lead_id
    where
        not coalesce(activities.is_automated, false)
        and is_done(activities.status)
        and coalesce(activities.direction, 'outbound') <> 'inbound'

),

-- For a handoff that begins with one row, and each row after it: the first attempt between them.
attempted as (

    select
        first_rows.lead_id,
        first_rows.stretch,
        first_rows.place,
        later_rows.place as later_place,
        later_rows.handoff_id as later_id,
        min(outreach.occurred_at) as attempted_at,
        min_by(outreach.is_date_only, by_instant(outreach.occurred_at, outreach.is_date_only)) as is_date_only
    from members as first_rows
    inner join members as later_rows
        on first_rows.lead_id = later_rows.lead_id
        and first_rows.stretch = later_rows.stretch
        and first_rows.place < later_rows.place
    inner join outreach on first_rows.lead_id = outreach.lead_id
    where
        list_contains(first_rows.kinds, outreach.kind)
        and is_from(
            least(first_rows.own_qualified_at, first_rows.handed_at), outreach.occurred_at,
            first_rows.is_date_only or outreach.is_date_only, $zone
        )
        and not is_from(
            later_rows.handed_at, outreach.occurred_at, later_rows.is_date_only or outreach.is_date_only, $zone
        )
    group by all

),

qualified as (

    select
        handoff_id,
        own_qualified_at as qualified_at,
        qualified_is_date_only as is_date_only
    from members
    where not is_from(handed_at, own_qualified_at, is_date_only or qualified_is_date_only, $zone)
    union all
    select
        members.handoff_id,
        stage_entries.entered_at,
        stage_entries.entered_at_is_date_only
    from members
    inner join canonical.stage_entries on members.lead_id = stage_entries.lead_id
    where
        stage_entries.stage = 'mql'
        and is_from(
            stage_entries.entered_at, members.handed_at, stage_entries.entered_at_is_date_only or members.is_date_only, $zone
        )

),

following as (

    select
        attempted.lead_id,
        attempted.stretch,
        attempted.place,
        min(attempted.later_place) as next_place
    from attempted
    inner join qualified on attempted.later_id = qualified.handoff_id
    where
        not is_from(
            qualified.qualified_at, attempted.attempted_at, qualified.is_date_only or attempted.is_date_only, $zone
        )
    group by all

),

-- In order: the first row begins one, and from each beginning the next row that qualifies begins another.
beginnings as (

    select
        lead_id,
        stretch,
        place
    from marts.handoff_stretches
    where place = 1
    union all
    select
        following.lead_id,
        following.stretch,
        following.next_place
    from beginnings
    inner join following
        on beginnings.lead_id = following.lead_id
        and beginnings.stretch = following.stretch
        and beginnings.place = following.place

)

select
    stretches.handoff_id,
    stretches.lead_id,
    cast(count(beginnings.place) over (
        partition by stretches.lead_id order by stretches.stretch, stretches.place rows unbounded preceding
    ) as integer) as round,
    beginnings.place is not null as is_first,
    stretches.place = 1 and stretches.stretch > 1 as is_after_end,
    stretches.ended_at,
    stretches.own_qualified_at,
    stretches.qualified_is_date_only
from marts.handoff_stretches as stretches
left join beginnings
    on stretches.lead_id = beginnings.lead_id
    and stretches.stretch = beginnings.stretch
    and stretches.place = beginnings.place
order by stretches.lead_id, round, stretches.handoff_id
