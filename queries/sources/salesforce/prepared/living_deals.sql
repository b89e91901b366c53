-- What became of each opportunity that counts, and when it entered the stage it closed in.
--
-- grain: id
-- reads: raw.known_deals, raw.stages_of_deals, raw.stage_moves
with

ends as (

    select
        moves.opportunity_id,
        max(moves.entered_at) filter (where stages.is_won) as entered_won_at,
        max(moves.entered_at) filter (where stages.is_lost) as entered_lost_at
    from raw.stage_moves as moves
    inner join raw.stages_of_deals as stages on moves.stage = stages.stage
    group by moves.opportunity_id

)

select
    deals.*,
    case
        when coalesce(deals.is_won, stages.is_won, false) then 'won'
        when coalesce(deals.is_closed, stages.is_lost, false) then 'lost'
        else 'open'
    end as outcome,
    case
        when coalesce(deals.is_won, stages.is_won, false) then ends.entered_won_at
        when coalesce(deals.is_closed, stages.is_lost, false) then ends.entered_lost_at
    end as entered_end_at
from raw.known_deals as deals
left join raw.stages_of_deals as stages on deals.stage = stages.stage
left join ends on deals.id = ends.opportunity_id
