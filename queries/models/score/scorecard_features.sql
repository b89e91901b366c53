-- What a fitted scorecard may know of a handoff when it is made: how many touches of each kind came before it, and what the lead was.
--
-- A line a thing that is known. Attributes are those known then; one without history is left out if it is blank more (10 points)
-- among the won, or among the others. Beyond 200,000 handoffs old enough whole accounts are drawn by their hash; handoff_count is
-- how many there are to draw from. Nothing people in sales write is in it.
--
-- grain: handoff_id, part, what
-- scope: house
-- reads: marts.lead_scores, marts.handoffs, marts.touches_before_handoff, canonical.lead_changes
with

drawn as (

    select
        lead_scores.*,
        handoffs.handed_at,
        handoffs.is_date_only,
        count(*) over () as handoff_count
    from marts.lead_scores
    inner join marts.handoffs on lead_scores.handoff_id = handoffs.handoff_id
    where lead_scores.age_days >= lead_scores.sql_within_days
    order by md5(lead_scores.account_id), lead_scores.account_id, lead_scores.handoff_id
    limit 200000

),

touched as (

    select
        drawn.handoff_id,
        'touch' as part,
        touches_before_handoff.kind as what,
        touches_before_handoff.touch_count as amount
    from drawn
    inner join marts.touches_before_handoff on drawn.handoff_id = touches_before_handoff.handoff_id

),

attributes as (

    select handoff_id, lead_id, 'segment' as part, segment as today
    from drawn
    union all
    select handoff_id, lead_id, 'region', region
    from drawn
    union all
    select handoff_id, lead_id, 'channel', channel
    from drawn
    union all
    select handoff_id, lead_id, 'customer', case when was_customer then 'already a customer' else 'new' end
    from drawn

),

changed as (

    select
        drawn.handoff_id,
        lead_changes.attribute as part,
        struct_extract(max_by(
            {'value': lead_changes.value}, lead_changes.changed_at
        ) filter (
            where not is_from(
                drawn.handed_at, lead_changes.changed_at,
                drawn.is_date_only or lead_changes.changed_at_is_date_only, $zone
            )
        ), 'value') as value,
        true as has_history
    from drawn
    inner join canonical.lead_changes on drawn.lead_id = lead_changes.lead_id
    group by all

),

known as (

    select
        attributes.handoff_id,
        attributes.part,
        case when changed.has_history then changed.value else attributes.today end as what
    from attributes
    left join changed
        on attributes.handoff_id = changed.handoff_id
        and attributes.part = changed.part

),

fair as (

    select known.part
    from known
    inner join drawn on known.handoff_id = drawn.handoff_id
    where drawn.age_days >= drawn.won_within_days
    group by known.part
    having
        known.part in (select attribute from canonical.lead_changes)
        or coalesce(abs(
            avg(case when known.what is null then 1e0 else 0e0 end) filter (
                where coalesce(drawn.days_to_won < drawn.won_within_days, false)
            )
            - avg(case when known.what is null then 1e0 else 0e0 end) filter (
                where not coalesce(drawn.days_to_won < drawn.won_within_days, false)
            )
        ) <= 0.1e0, true)

),

told as (

    select handoff_id, part, what, amount
    from touched
    union all
    select known.handoff_id, known.part, known.what, 1
    from known
    inner join fair on known.part = fair.part
    where known.what is not null

)

select
    told.handoff_id,
    told.part,
    told.what,
    told.amount,
    drawn.account_id,
    drawn.handed_on,
    drawn.sql_within_days,
    coalesce(drawn.days_to_sql < drawn.sql_within_days, false) as is_qualified,
    drawn.handoff_count
from told
inner join drawn on told.handoff_id = drawn.handoff_id
order by told.handoff_id, told.part, told.what
