-- What becomes of leads that are held back?
--
-- Leads below the threshold and not handed over at an age of 14, 30 and 60 days, by the points they had then: at the threshold 30
-- days later, opted out, touched again without reaching it, or without a touch. The four add up to all. Only leads that have had
-- these days; those handed over earlier are not among them, so this is what waiting looks like and not what waiting does.
--
-- grain:   day, band
-- params:  $filters, $as_of, $threshold integer = null
-- reads:   filtered.held_leads
-- needs:   touches
-- columns: day (count, landmark_day), band (count, points_gathered, of touches), points (count, handoff_threshold),
--          lead_count (count, leads_held, of touches), ripened_count (count, leads_ripened, of touches),
--          warm_count (count, leads_still_warm, of touches), cold_count (count, leads_gone_cold, of touches),
--          opted_out_count (count, leads_opted_out, of touches), ripened_share (rate, ripened_share, of touches),
--          ripened_low (rate), ripened_high (rate)
-- opens:   quality/landmark_leads question='ripening' threshold=points day=day band=band count=lead_count
--          quality/landmark_leads question='ripening' threshold=points day=day band=band result='ripened' count=ripened_count
--          quality/landmark_leads question='ripening' threshold=points day=day band=band result='still_warm' count=warm_count
--          quality/landmark_leads question='ripening' threshold=points day=day band=band result='gone_cold' count=cold_count
--          quality/landmark_leads question='ripening' threshold=points day=day band=band result='opted_out' count=opted_out_count
with

counted as (

    select
        day,
        band,
        coalesce($threshold, filtered.agreed_threshold($as_of)) as points,
        count(*) as lead_count,
        count(*) filter (where became = 'ripened') as ripened_count,
        count(*) filter (where became = 'still_warm') as warm_count,
        count(*) filter (where became = 'gone_cold') as cold_count,
        count(*) filter (where became = 'opted_out') as opted_out_count
    from filtered.held_leads($filters, coalesce($threshold, filtered.agreed_threshold($as_of)))
    group by all

)

select
    *,
    filtered.rate(ripened_count, lead_count) as ripened_share,
    filtered.wilson_low(ripened_count, lead_count) as ripened_low,
    filtered.wilson_high(ripened_count, lead_count) as ripened_high
from counted
order by day, band
