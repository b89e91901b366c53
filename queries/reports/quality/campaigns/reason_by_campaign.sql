-- Which campaigns' leads are rejected for this reason (for any, where none is named)?
--
-- Mature handoffs, and of them those rejected in time for the reason. The `shrunk` share is adjusted for small samples: a decision
-- starts from it, since the worst of many equal campaigns gets better with nothing done. There is a verdict from 30 handoffs and
-- 10 rejected ones on, where its interval excludes the company average.
--
-- grain:   campaign_id?
-- params:  $filters, $company_filters, $reason varchar = null
-- reads:   filtered.handoff_quality, marts.campaigns
-- needs:   handoffs
-- then:    overlap.subjects.quality.steps.acceptance.rejects
-- columns: campaign_id, campaign_name, old_enough_count (count, handoffs_old_enough, of handoffs),
--          rejected_count (count, handoffs_rejected, of handoffs, of rejected), share (rate, reject_share, of handoffs, of rejected),
--          share_low (rate,, of handoffs, of rejected), share_high (rate,, of handoffs, of rejected), shrunk_share (rate, reject_share_shrunk, of handoffs, of rejected),
--          shrunk_low (rate,, of handoffs, of rejected), shrunk_high (rate,, of handoffs, of rejected), house_share (rate, reject_share, of handoffs, of rejected),
--          verdict (,, of handoffs)
-- opens:   quality/handoffs campaigns=campaign_id state='rejected' count=rejected_count
with

counted as (

    select
        campaign_id,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (
            where is_rejected and ($reason is null or coalesce(reject_reason, 'not recorded') = $reason)
        ) as rejected_count
    from filtered.handoff_quality($filters)
    group by all

),

of_company as (

    select
        campaign_id,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (
            where is_rejected and ($reason is null or coalesce(reject_reason, 'not recorded') = $reason)
        ) as rejected_count
    from filtered.handoff_quality($company_filters)
    where filtered.is_narrowed($filters)
    group by all

)

select
    counted.campaign_id,
    filtered.campaign_called(campaigns.campaign_name, counted.campaign_id) as campaign_name,
    counted.old_enough_count,
    counted.rejected_count,
    filtered.rate(counted.rejected_count, counted.old_enough_count) as share,
    filtered.wilson_low(counted.rejected_count, counted.old_enough_count) as share_low,
    filtered.wilson_high(counted.rejected_count, counted.old_enough_count) as share_high,
    (select list(of_company) from of_company) as company
from counted
left join marts.campaigns on counted.campaign_id = campaigns.campaign_id
order by counted.rejected_count desc, campaign_name, counted.campaign_id
