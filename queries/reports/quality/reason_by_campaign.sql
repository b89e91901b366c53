-- Which campaigns' leads are rejected for this reason (for any, where none is named)?
--
-- Mature handoffs, and of them those rejected in time for the reason. The `shrunk` share is adjusted for small samples: a decision
-- starts from it, since the worst of many equal campaigns gets better with nothing done. There is a verdict from 30 handoffs and
-- 10 rejected ones on, where its interval excludes the company average.
--
-- grain:   campaign_id?
-- params:  $filters, $reason varchar = null
-- reads:   seen.handoff_quality_seen, marts.campaigns
-- needs:   handoffs
-- then:    shrinkage.rejects
-- columns: campaign_id, campaign_name, old_enough_count (count, handoffs_old_enough, of handoffs),
--          rejected_count (count, handoffs_rejected, of handoffs, of rejected), share (rate, reject_share, of handoffs, of rejected),
--          share_low (rate,, of handoffs, of rejected), share_high (rate,, of handoffs, of rejected), shrunk_share (rate, reject_share_shrunk, of handoffs, of rejected),
--          shrunk_low (rate,, of handoffs, of rejected), shrunk_high (rate,, of handoffs, of rejected), house_share (rate, reject_share, of handoffs, of rejected),
--          verdict (,, of handoffs)
-- opens:   handoffs/list campaigns=campaign_id state='rejected' count=rejected_count
with

counted as (

    select
        campaign_id,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (
            where is_rejected and ($reason is null or coalesce(reject_reason, 'not recorded') = $reason)
        ) as rejected_count
    from seen.handoff_quality_seen($filters)
    group by all

),

of_company as (

    select
        campaign_id,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (
            where is_rejected and ($reason is null or coalesce(reject_reason, 'not recorded') = $reason)
        ) as rejected_count
    from seen.handoff_quality_seen(seen.of_company($filters))
    where seen.is_narrowed($filters)
    group by all

)

select
    counted.campaign_id,
    coalesce(campaigns.campaign_name, counted.campaign_id, 'no known campaign') as campaign_name,
    counted.old_enough_count,
    counted.rejected_count,
    seen.rate(counted.rejected_count, counted.old_enough_count) as share,
    seen.wilson_low(counted.rejected_count, counted.old_enough_count) as share_low,
    seen.wilson_high(counted.rejected_count, counted.old_enough_count) as share_high,
    (select list(of_company) from of_company) as company
from counted
left join marts.campaigns on counted.campaign_id = campaigns.campaign_id
order by counted.rejected_count desc, campaign_name, counted.campaign_id
