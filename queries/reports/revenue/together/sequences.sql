-- In what order do channels and sales commonly meet the buying group of a deal?
--
-- Counts of deals closed in the period, new business unless kinds are asked for, no credit: the contacts of the window in order of time,
-- the same channel twice in a row once, all activities of people as "sales"; the newest steps, after an ellipsis where there were more.
-- The 50 most frequent among won deals.
-- The two counts make no rate: a deal lives longer, and meets more, the closer it comes to being won.
--
-- grain:   sequence
-- params:  $filters, $steps integer = 3 in 1..6
-- reads:   filtered.deal_contacts
-- needs:   touches, activities
-- columns: sequence, step_count (count), won_count (count, sequence_deals), lost_count (count, sequence_deals)
-- opens:   revenue/sequence_deals sequence=sequence outcome='won' count=won_count
--          revenue/sequence_deals sequence=sequence outcome='lost' count=lost_count
with

counted as (

    select
        filtered.contact_sequence(steps, step_count, $steps) as sequence,
        max(step_count) as step_count,
        count(*) filter (where outcome = 'won') as won_count,
        count(*) filter (where outcome = 'lost') as lost_count
    from filtered.deal_contacts($filters)
    group by all

)

select
    sequence,
    least(step_count, $steps) as step_count,
    won_count,
    lost_count
from counted
where won_count > 0
order by won_count desc, lost_count desc, sequence
limit 50
