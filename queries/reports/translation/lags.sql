-- How many weeks after a measure does the outcome move?
--
-- The part of each lag, in outcomes per thousand units, smoothed over its neighbours, with a 95% interval from the shifts; what has
-- an interval around 0 is noise. Below 0: weeks that had not come yet, which ought to be noise.
--
-- grain:   lag
-- params:  $filters, $measure varchar, $outcome varchar = 'accepted' in (accepted, won, revenue)
-- reads:   filtered.translation_outcomes
-- needs:   campaign_days, handoffs
-- then:    overlap.subjects.translation.steps.links.lags
-- columns: lag (number), per_thousand (number, lag_per_thousand, of campaign_days),
--          per_thousand_low (number,, of campaign_days), per_thousand_high (number,, of campaign_days)
select *
from filtered.translation_outcomes($filters)
where measure = $measure and outcome = $outcome
order by week
