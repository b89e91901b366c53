-- How much of winning goes with where leads came from, with who worked them, and with what they are?
--
-- All handoffs that have had their days, whatever the period, on accounts the fit has not seen; the unexplained share comes first.
-- The shares overlap through routing: whoever gets the leads of a campaign shares its part. `low` and `high` are what blocks show
-- that winning does not go with; a share between them is no more than chance. One rule for all rows: a block goes with winning
-- only where all blocks together predict more than chance, too. `of_explained` is its part of what can be predicted, where any
-- block does.
--
-- grain:   block
-- params:
-- reads:   marts.variance_explained
-- needs:   handoffs
-- columns: block, share (number, winning_explained), low (number, winning_by_chance), high (number, winning_by_chance),
--          of_explained (rate, winning_part), verdict, won_count (count, handoffs_won, of won), sampled_count (count, handoffs_sampled),
--          handoff_count (count, handoffs_judged)
with

-- What is foreseen worse than by knowing nothing is not explained, even where shuffled outcomes do worse still.
blocks as (

    select
        *,
        case when position = 0 then share < least(low, 1) else share > greatest(high, 0) end as is_beyond_chance,
        case when position > 0 then greatest(share, 0) end as foreseen
    from marts.variance_explained

),

whole as (

    select
        bool_or(position = 0 and is_beyond_chance) as is_beyond_chance,
        bool_or(position = 0 and is_beyond_chance) and bool_or(position > 0 and is_beyond_chance) as is_told_apart,
        sum(foreseen) as foreseen
    from blocks

)

select
    blocks.block,
    blocks.share,
    blocks.low,
    blocks.high,
    case when whole.is_told_apart then blocks.foreseen / nullif(whole.foreseen, 0) end as of_explained,
    case
        when blocks.share is null then 'too few wins'
        when not whole.is_beyond_chance or not blocks.is_beyond_chance then 'no more than chance'
        when blocks.position = 0 then 'less than chance leaves'
        else 'goes with winning'
    end as verdict,
    blocks.won_count,
    blocks.sampled_count,
    blocks.handoff_count
from blocks
cross join whole
order by blocks.position
