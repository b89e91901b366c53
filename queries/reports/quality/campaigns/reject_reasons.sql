-- Why does sales reject leads, and which team can act on it?
--
-- Mature handoffs that were rejected in time, by the reason given; `share` is of all mature handoffs, so that the shares add up to
-- the rejection rate. The owner is the team that can act on the reason, as agreed; a reason nobody agreed on has none.
--
-- grain:   reason
-- params:  $filters, $as_of
-- reads:   filtered.handoff_quality, agreements.owners
-- needs:   handoffs
-- columns: reason, owner, rejected_count (count, handoffs_rejected, of handoffs, of rejected), lead_count (count, leads_rejected, of handoffs, of rejected),
--          old_enough_count (count, handoffs_old_enough, of handoffs), share (rate, reject_share, of handoffs, of rejected),
--          share_low (rate,, of handoffs, of rejected), share_high (rate,, of handoffs, of rejected), of_rejected (rate, reject_part, of handoffs, of rejected)
-- opens:   quality/handoffs state='rejected' reason=reason count=rejected_count
with

handoffs as (

    select
        lead_id,
        coalesce(reject_reason, 'not recorded') as reason,
        is_old_enough,
        is_rejected
    from filtered.handoff_quality($filters)

),

whole as (

    select
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (where is_rejected) as rejected_count
    from handoffs

),

counted as (

    select
        reason,
        count(*) as rejected_count,
        count(distinct lead_id) as lead_count
    from handoffs
    where is_rejected
    group by all

)

select
    counted.reason,
    owners.team as owner,
    counted.rejected_count,
    counted.lead_count,
    whole.old_enough_count,
    filtered.rate(counted.rejected_count, whole.old_enough_count) as share,
    filtered.wilson_low(counted.rejected_count, whole.old_enough_count) as share_low,
    filtered.wilson_high(counted.rejected_count, whole.old_enough_count) as share_high,
    filtered.rate(counted.rejected_count, whole.rejected_count) as of_rejected
from counted
cross join whole
left join agreements.owners
    on counted.reason = owners.reason
    and $as_of >= owners.effective_from
    and $as_of < owners.effective_to
order by counted.rejected_count desc, counted.reason
