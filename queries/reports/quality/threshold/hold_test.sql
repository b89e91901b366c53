-- Does holding a lead back for two weeks change how often it is won?
--
-- Leads held back at random from the day they reached the threshold against those that reached it while the test ran and were not:
-- won within the agreed days of that day, of those that have had them. Chance alone chose the arms, so the difference is what
-- holding back does (interval: Newcombe 1998, from the Wilson limits of both). early: handed over before their 14 days were over;
-- the more there are, the less the arms differ. If no lead was ever sampled, this is not known yet.
--
-- grain:   one row
-- params:  $filters, $as_of
-- reads:   filtered.hold_arms
-- needs:   handoffs
-- columns: held_count (count, leads_in_hold_test), held_early_count (count, leads_held_early),
--          held_old_enough_count (count, leads_in_hold_test), held_won_count (count, leads_in_hold_test_won, of won),
--          held_rate (rate, hold_win_rate), at_once_count (count, leads_in_hold_test),
--          at_once_old_enough_count (count, leads_in_hold_test), at_once_won_count (count, leads_in_hold_test_won, of won),
--          at_once_rate (rate, hold_win_rate), difference (number, hold_difference), difference_low (number),
--          difference_high (number), verdict
-- opens:   quality/landmark_leads question='hold' arm='held' count=held_count
--          quality/landmark_leads question='hold' arm='held' result='early' count=held_early_count
--          quality/landmark_leads question='hold' arm='held' result='old_enough' count=held_old_enough_count
--          quality/landmark_leads question='hold' arm='held' result='won' count=held_won_count
--          quality/landmark_leads question='hold' arm='at_once' count=at_once_count
--          quality/landmark_leads question='hold' arm='at_once' result='old_enough' count=at_once_old_enough_count
--          quality/landmark_leads question='hold' arm='at_once' result='won' count=at_once_won_count
with

counted as (

    select
        count(*) filter (where arm = 'held') as held_count,
        count(*) filter (where is_early) as held_early_count,
        count(*) filter (where arm = 'held' and is_old_enough) as held_old_enough_count,
        count(*) filter (where arm = 'held' and is_won_in_time) as held_won_count,
        count(*) filter (where arm = 'at_once') as at_once_count,
        count(*) filter (where arm = 'at_once' and is_old_enough) as at_once_old_enough_count,
        count(*) filter (where arm = 'at_once' and is_won_in_time) as at_once_won_count
    from filtered.hold_arms($filters, $as_of)

),

rated as (

    select
        *,
        filtered.rate(held_won_count, held_old_enough_count) as held_rate,
        filtered.wilson_low(held_won_count, held_old_enough_count) as held_low,
        filtered.wilson_high(held_won_count, held_old_enough_count) as held_high,
        filtered.rate(at_once_won_count, at_once_old_enough_count) as at_once_rate,
        filtered.wilson_low(at_once_won_count, at_once_old_enough_count) as at_once_low,
        filtered.wilson_high(at_once_won_count, at_once_old_enough_count) as at_once_high
    from counted

),

measured as (

    select
        *,
        held_rate - at_once_rate as difference,
        held_rate - at_once_rate - sqrt((held_rate - held_low) ** 2 + (at_once_high - at_once_rate) ** 2) as difference_low,
        held_rate - at_once_rate + sqrt((held_high - held_rate) ** 2 + (at_once_rate - at_once_low) ** 2) as difference_high
    from rated

)

select
    held_count,
    held_early_count,
    held_old_enough_count,
    held_won_count,
    held_rate,
    at_once_count,
    at_once_old_enough_count,
    at_once_won_count,
    at_once_rate,
    difference,
    difference_low,
    difference_high,
    case
        when held_count = 0 then 'not known yet'
        when least(held_old_enough_count, at_once_old_enough_count) < 100 or held_won_count + at_once_won_count < 20
            then 'cannot tell yet: too few have had their days'
        when difference_low > 0 then 'held leads are won more often'
        when difference_high < 0 then 'held leads are won less often'
        else 'cannot tell'
    end as verdict
from measured
