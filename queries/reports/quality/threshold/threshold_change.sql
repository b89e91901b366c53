-- What did a dated change of the threshold move?
--
-- Leads 14 days old in the 90 days before and after each change, those with points between the two thresholds at that age: won by
-- then and the agreed days after. Their change less that of leads above both thresholds in the same weeks, whom it left alone.
-- Two groups that differ in more than the change: it goes with it, no more. No row where the threshold never changed.
--
-- grain:   changed_at
-- params:  $filters, $as_of
-- reads:   filtered.around_changes
-- needs:   handoffs
-- columns: changed_at (time), points_before (count, handoff_threshold), points_after (count, handoff_threshold),
--          before_count (count, leads_around_change, of handoffs), before_won_count (count, leads_around_change_won, of handoffs, of won),
--          after_count (count, leads_around_change, of handoffs), after_won_count (count, leads_around_change_won, of handoffs, of won),
--          compared_before_count (count, leads_around_change, of handoffs),
--          compared_before_won_count (count, leads_around_change_won, of handoffs, of won),
--          compared_after_count (count, leads_around_change, of handoffs),
--          compared_after_won_count (count, leads_around_change_won, of handoffs, of won),
--          effect (number, change_less_compared, of handoffs), effect_low (number), effect_high (number), verdict
-- opens:   quality/landmark_leads question='change' changed_at=changed_at arm='affected_before' count=before_count
--          quality/landmark_leads question='change' changed_at=changed_at arm='affected_before' result='won' count=before_won_count
--          quality/landmark_leads question='change' changed_at=changed_at arm='affected_after' count=after_count
--          quality/landmark_leads question='change' changed_at=changed_at arm='affected_after' result='won' count=after_won_count
--          quality/landmark_leads question='change' changed_at=changed_at arm='compared_before' count=compared_before_count
--          quality/landmark_leads question='change' changed_at=changed_at arm='compared_after' count=compared_after_count
with

counted as (

    select
        changed_at,
        points_before,
        points_after,
        count(*) filter (where arm = 'affected' and period = 'before') as before_count,
        count(*) filter (where arm = 'affected' and period = 'before' and is_won_in_time) as before_won_count,
        count(*) filter (where arm = 'affected' and period = 'after') as after_count,
        count(*) filter (where arm = 'affected' and period = 'after' and is_won_in_time) as after_won_count,
        count(*) filter (where arm = 'compared' and period = 'before') as compared_before_count,
        count(*) filter (where arm = 'compared' and period = 'before' and is_won_in_time) as compared_before_won_count,
        count(*) filter (where arm = 'compared' and period = 'after') as compared_after_count,
        count(*) filter (where arm = 'compared' and period = 'after' and is_won_in_time) as compared_after_won_count
    from filtered.around_changes($filters, $as_of)
    group by all

),

rated as (

    select
        *,
        filtered.rate(before_won_count, before_count) as before_rate,
        filtered.rate(after_won_count, after_count) as after_rate,
        filtered.rate(compared_before_won_count, compared_before_count) as compared_before_rate,
        filtered.rate(compared_after_won_count, compared_after_count) as compared_after_rate
    from counted

),

measured as (

    select
        *,
        after_rate - before_rate - (compared_after_rate - compared_before_rate) as effect,
        1.96 * sqrt(
            filtered.rate_variance(before_won_count, before_count)
            + filtered.rate_variance(after_won_count, after_count)
            + filtered.rate_variance(compared_before_won_count, compared_before_count)
            + filtered.rate_variance(compared_after_won_count, compared_after_count)
        ) as width
    from rated

)

select
    changed_at,
    points_before,
    points_after,
    before_count,
    before_won_count,
    after_count,
    after_won_count,
    compared_before_count,
    compared_before_won_count,
    compared_after_count,
    compared_after_won_count,
    effect,
    effect - width as effect_low,
    effect + width as effect_high,
    case
        when least(before_count, after_count, compared_before_count, compared_after_count) < 100
            or least(before_won_count + after_won_count, compared_before_won_count + compared_after_won_count) < 20
            then 'cannot tell yet: too few'
        when effect - width > 0 then 'moved up'
        when effect + width < 0 then 'moved down'
        else 'cannot tell'
    end as verdict
from measured
order by changed_at desc
