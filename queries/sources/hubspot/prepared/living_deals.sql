-- What became of each deal that counts.
--
-- A flag of the deal speaks before its stage. Won with a later close date than the day it was won (a planned one), it
-- closed the day it was won.
--
-- grain: deal_id
-- reads: raw.known_deals, raw.stages_of_deals, raw.deal_stage_entries
with

ends as (

    select
        entries.deal_id,
        max(entries.entered_at) filter (where stages.is_won) as won_at,
        max(entries.entered_at) filter (where stages.is_lost) as lost_at
    from raw.deal_stage_entries as entries
    inner join raw.stages_of_deals as stages on entries.stage = stages.stage
    group by entries.deal_id

),

told as (

    select
        deals.*,
        coalesce(stages.label, deals.stage) as stage_label,
        case
            when coalesce(deals.is_won, stages.is_won, false) then 'won'
            when coalesce(deals.is_lost, deals.is_closed, stages.is_lost, false) then 'lost'
            else 'open'
        end as outcome,
        coalesce(deals.won_at, ends.won_at) as entered_won_at,
        ends.lost_at as entered_lost_at
    from raw.known_deals as deals
    left join raw.stages_of_deals as stages on deals.stage = stages.stage
    left join ends on deals.deal_id = ends.deal_id

)

select
    *,
    case outcome
        when 'won' then least(closes_at, entered_won_at)
        when 'lost' then coalesce(closes_at, entered_lost_at)
    end as closed_at,
    case
        when outcome = 'open' then null
        when outcome = 'won' and entered_won_at < closes_at then false
        when closes_at is null then false
        else closes_at_is_date_only
    end as closed_at_is_date_only
from told
