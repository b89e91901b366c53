-- Which campaign and which person go well together, given the leads that were handed over?
--
-- All handoffs that have had their days, whatever the period: one row for each pair that met, tested from 5 expected wins on;
-- `pair_count` were tested. Expected is what the campaign, the person, the score and the segment go with by themselves; which
-- takes routing into account. At most one flag in ten is false. A pair goes with more wins; it does not say that either caused
-- them.
--
-- grain:   campaign_id, rep_id
-- params:  $campaign varchar = 'source' in (source, last_touch)
-- reads:   marts.pair_fits, marts.campaigns, marts.reps
-- needs:   handoffs
-- columns: campaign_id, campaign_name, rep_id, rep_name, worked_count (count, handoffs_judged), observed (count, handoffs_won, of won),
--          expected (number, handoffs_won_expected), fit (number, pair_fit), p_value (number, pair_p), q_value (number, pair_q),
--          verdict, pair_count (count, pairs_tested), sampled_count (count, handoffs_sampled),
--          handoff_count (count, handoffs_judged)
-- opens:   quality/handoffs_judged campaign_id=campaign_id rep_id=rep_id count=worked_count
-- opens:   quality/handoffs_judged campaign_id=campaign_id rep_id=rep_id result='won' count=observed
select
    pair_fits.campaign_id,
    coalesce(campaigns.campaign_name, pair_fits.campaign_id) as campaign_name,
    pair_fits.rep_id,
    coalesce(reps.rep_name, pair_fits.rep_id) as rep_name,
    pair_fits.worked_count,
    pair_fits.observed,
    pair_fits.expected,
    pair_fits.fit,
    pair_fits.p_value,
    pair_fits.q_value,
    pair_fits.verdict,
    pair_fits.pair_count,
    pair_fits.sampled_count,
    pair_fits.handoff_count
from marts.pair_fits
left join marts.campaigns on pair_fits.campaign_id = campaigns.campaign_id
left join marts.reps on pair_fits.rep_id = reps.rep_id
where pair_fits.campaign_of = $campaign
order by pair_fits.q_value nulls last, pair_fits.p_value nulls last, pair_fits.campaign_id, pair_fits.rep_id
