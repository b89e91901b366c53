-- Which campaigns bring leads that become SALs and SQLs, and are won?
--
-- Handoffs, stars and deals opened of the period by the campaign of the lead, each share over those mature for it; revenue per
-- lead is of the leads created in the period, those that brought nothing included. The `shrunk` rate is the SAL rate adjusted for
-- small samples; there is a verdict from 30 handoffs and 10 SALs on, where its interval excludes the company average. What differs
-- goes with the campaign: routing and load differ too.
--
-- grain:   campaign_id?
-- params:  $filters, $company_filters
-- reads:   filtered.quality_of, filtered.accepted_by_group, marts.campaigns
-- needs:   handoffs
-- then:    overlap.subjects.quality.steps.acceptance.acceptance
-- columns: campaign_id, campaign_name, lead_count (count, leads_handed, of handoffs), handoff_count (count, handoffs, of handoffs),
--          old_enough_count (count, handoffs_old_enough, of handoffs), accepted_count (count, handoffs_accepted, of handoffs, of sal),
--          rejected_count (count, handoffs_rejected, of handoffs, of rejected), undecided_count (count, handoffs_undecided, of handoffs, of sal),
--          acceptance_rate (rate, acceptance_rate, of handoffs, of sal), acceptance_rate_low (rate,, of handoffs, of sal),
--          acceptance_rate_high (rate,, of handoffs, of sal), accepted_so_far_count (count, handoffs_accepted_so_far, of handoffs, of sal),
--          accepted_so_far (rate, accepted_so_far, of handoffs, of sal), rejection_rate (rate, rejection_rate, of handoffs, of rejected),
--          undecided_rate (rate, undecided_rate, of handoffs, of sal), qualifiable_count (count, handoffs_qualifiable, of handoffs),
--          qualified_count (count, handoffs_qualified, of sql), qualified_share (rate, qualified_share, of sql),
--          qualified_share_low (rate,, of sql), qualified_share_high (rate,, of sql),
--          winnable_count (count, handoffs_judged, of handoffs), won_count (count, handoffs_won, of won),
--          won_share (rate, handoffs_won_share, of won), won_share_low (rate,, of won),
--          won_share_high (rate,, of won), opened_old_enough_count (count, deals_opened, of deals),
--          opened_won_count (count, deals_won_in_time, of deals), win_rate (rate, win_rate, of deals),
--          win_rate_low (rate,, of deals), win_rate_high (rate,, of deals), rating_count (count, ratings_given, of ratings),
--          rating_mean (number, rating_mean, of ratings), rating_low (number,, of ratings), rating_high (number,, of ratings),
--          created_count (count, leads_created), judged_lead_count (count, leads_old_enough),
--          won_lead_count (count, leads_won_in_time, of deals), revenue (money, return_revenue, of deals),
--          revenue_per_lead (money, revenue_per_lead, of deals), revenue_per_lead_low (money,, of deals),
--          revenue_per_lead_high (money,, of deals), rests_on (,, of deals), shrunk_rate (rate, acceptance_shrunk, of handoffs, of sal),
--          shrunk_low (rate,, of handoffs, of sal), shrunk_high (rate,, of handoffs, of sal), house_rate (rate, acceptance_rate, of handoffs, of sal),
--          verdict (,, of handoffs), is_young (flag)
-- opens:   quality/handoffs campaigns=campaign_id count=handoff_count
--          quality/handoffs campaigns=campaign_id state='old_enough' count=old_enough_count
--          quality/handoffs campaigns=campaign_id state='accepted' count=accepted_count
--          quality/handoffs campaigns=campaign_id state='accepted_so_far' count=accepted_so_far_count
--          quality/handoffs campaigns=campaign_id state='rejected' count=rejected_count
--          quality/handoffs campaigns=campaign_id state='undecided' count=undecided_count
--          quality/handoffs campaigns=campaign_id state='qualifiable' count=qualifiable_count
--          quality/handoffs campaigns=campaign_id state='qualified' count=qualified_count
--          quality/handoffs campaigns=campaign_id state='winnable' count=winnable_count
--          quality/handoffs campaigns=campaign_id state='won' count=won_count
--          revenue/deals_opened campaigns=campaign_id state='old_enough' count=opened_old_enough_count
--          revenue/deals_opened campaigns=campaign_id state='won_in_time' count=opened_won_count
--          quality/feedback campaigns=campaign_id count=rating_count
--          lead/passed campaigns=campaign_id count=created_count
--          revenue/return_leads campaigns=campaign_id state='old_enough' count=judged_lead_count sum=revenue
--          revenue/return_leads campaigns=campaign_id state='won' count=won_lead_count
select
    groups.group_id as campaign_id,
    filtered.campaign_called(campaigns.campaign_name, groups.group_id) as campaign_name,
    groups.* exclude (group_id),
    (
        select list({'old_enough_count': old_enough_count, 'accepted_count': accepted_count})
        from filtered.accepted_by_group($company_filters, 'campaign')
        where filtered.is_narrowed($filters)
    ) as company
from filtered.quality_of($filters, 'campaign') as groups
left join marts.campaigns on groups.group_id = campaigns.campaign_id
order by groups.handoff_count desc, campaign_name, campaign_id
