-- Which campaigns bring leads that sales accepts?
--
-- Handoffs by the campaign that brought the lead. Accepted, rejected and undecided within the agreed days are shares of the handoffs
-- old enough and add up to one. The shrunk rate is what is left of a difference once chance is taken out; the verdict is given
-- from 30 handoffs and 10 accepted ones on, where the shrunk interval leaves the house out. What differs goes
-- with the campaign: routing and load differ between campaigns too.
--
-- grain:   campaign_id?
-- params:  $filters
-- reads:   seen.handoffs_seen, marts.campaigns
-- needs:   handoffs
-- then:    shrinkage.acceptance
-- columns: campaign_id, campaign_name, lead_count (count, leads_handed), handoff_count (count, handoffs),
--          old_enough_count (count, handoffs_old_enough), accepted_count (count, handoffs_accepted),
--          rejected_count (count, handoffs_rejected), undecided_count (count, handoffs_undecided),
--          acceptance_rate (rate, acceptance_rate), acceptance_rate_low (rate), acceptance_rate_high (rate),
--          rejection_rate (rate, rejection_rate), shrunk_rate (rate, acceptance_shrunk), shrunk_low (rate), shrunk_high (rate),
--          house_rate (rate, acceptance_rate), verdict, is_young (flag)
-- opens:   handoffs/list campaigns=campaign_id count=handoff_count
--          handoffs/list campaigns=campaign_id state='old_enough' count=old_enough_count
--          handoffs/list campaigns=campaign_id state='accepted' count=accepted_count
--          handoffs/list campaigns=campaign_id state='rejected' count=rejected_count
--          handoffs/list campaigns=campaign_id state='undecided' count=undecided_count
with

handoffs as (

    select
        campaign_id,
        lead_id,
        seen.is_old_enough(age_days, within_days) as is_old_enough,
        seen.is_accepted(days_to_accepted, days_to_rejected, days_to_sql, within_days) as is_accepted,
        seen.is_rejected(days_to_rejected, within_days) as is_rejected
    from seen.handoffs_seen($filters)

),

counted as (

    select
        campaign_id,
        count(distinct lead_id) as lead_count,
        count(*) as handoff_count,
        count(*) filter (where is_old_enough) as old_enough_count,
        count(*) filter (where is_old_enough and is_accepted) as accepted_count,
        count(*) filter (where is_old_enough and is_rejected and not is_accepted) as rejected_count
    from handoffs
    group by all

)

select
    counted.campaign_id,
    case
        when counted.campaign_id is null then 'no known campaign'
        else coalesce(campaigns.campaign_name, counted.campaign_id)
    end as campaign_name,
    counted.lead_count,
    counted.handoff_count,
    counted.old_enough_count,
    counted.accepted_count,
    counted.rejected_count,
    counted.old_enough_count - counted.accepted_count - counted.rejected_count as undecided_count,
    seen.rate(counted.accepted_count, counted.old_enough_count) as acceptance_rate,
    seen.wilson_low(counted.accepted_count, counted.old_enough_count) as acceptance_rate_low,
    seen.wilson_high(counted.accepted_count, counted.old_enough_count) as acceptance_rate_high,
    seen.rate(counted.rejected_count, counted.old_enough_count) as rejection_rate,
    counted.old_enough_count < counted.handoff_count as is_young
from counted
left join marts.campaigns on counted.campaign_id = campaigns.campaign_id
order by counted.handoff_count desc, campaign_name
