-- Why is the rate of this campaign above or below the company's?
--
-- The campaign's handoffs that have had their days, against all of the company's in the period: the difference taken apart into what
-- goes with its mix of channel, segment, score (thirds) and assigned person, all four at once, and what none of them explains. The
-- parts add up to the difference. They say what goes with it, not what caused it; how fast sales answered is left out, since hot
-- leads are answered first. campaign: an id or a name; none is the leads without a known campaign.
--
-- grain:   part
-- params:  $filters, $campaign varchar = null, $outcome varchar = 'sql' in (sal, sql, won)
-- reads:   filtered.asked_campaign, filtered.campaign_cells
-- needs:   handoffs
-- then:    overlap.subjects.funnel.steps.why.why
-- columns: place (count), part, points (number, why_points, of handoffs, of $outcome), points_low (number,, of handoffs, of $outcome),
--          points_high (number,, of handoffs, of $outcome), judged_count (count, why_judged, of handoffs),
--          made_count (count, why_made, of handoffs, of $outcome),
--          rate (rate, why_rate, of handoffs, of $outcome), company_rate (rate, why_rate, of handoffs, of $outcome), verdict
-- opens:   funnel/why_handoffs count=judged_count
--          funnel/why_handoffs state='made' count=made_count
select cells.*
from filtered.campaign_cells($filters, (select campaign_id from filtered.asked_campaign($campaign)), $outcome) as cells
order by all
