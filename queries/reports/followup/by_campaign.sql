-- How fast are the leads of each campaign followed up?
--
-- By the campaign that brought the lead. There is a verdict from 30 due and 10 in time on, where the interval of the level,
-- adjusted for small samples, excludes the company's. mean_of_answered is the naive figure, which leaves out whoever was never
-- answered.
--
-- grain:   campaign_id?
-- params:  $filters, $company_filters
-- reads:   filtered.followup_table, filtered.in_time_by_group, marts.campaigns
-- needs:   handoffs, activities
-- then:    overlap.subjects.followup.steps.service_level.levels
-- columns: campaign_id, campaign_name, handoff_count (count, handoffs, of handoffs),
--          due_count (count, followups_due, of activities), in_time_count (count, followups_in_time, of activities),
--          answered_count (count, followups_answered, of activities),
--          overdue_count (count, followups_overdue, of activities),
--          excused_count (count, followups_excused, of activities, of rejected), service_level (rate, service_level, of activities),
--          service_level_low (rate,, of activities), service_level_high (rate,, of activities),
--          lowest_level (rate, service_level_by_date, of activities),
--          highest_level (rate, service_level_by_date, of activities),
--          level_if_excused_missed (rate, level_if_excused_missed, of activities, of rejected),
--          target (rate, service_level_target, of activities), mean_of_answered (minutes, mean_of_answered, of activities),
--          median_minutes (minutes, attempt_median, of activities), median_low (minutes,, of activities),
--          median_high (minutes,, of activities), p90_minutes (minutes, attempt_p90, of activities),
--          shrunk_level (rate, service_level_shrunk, of activities), shrunk_low (rate,, of activities),
--          shrunk_high (rate,, of activities), house_level (rate, service_level, of activities), verdict (,, of activities)
-- opens:   followup/list campaigns=campaign_id count=handoff_count
--          followup/list campaigns=campaign_id state='due' count=due_count
--          followup/list campaigns=campaign_id state='in_time' count=in_time_count
--          followup/list campaigns=campaign_id state='answered' count=answered_count
--          followup/list campaigns=campaign_id state='overdue' count=overdue_count
--          followup/list campaigns=campaign_id state='excused' count=excused_count
select
    levels.group_id as campaign_id,
    filtered.campaign_called(campaigns.campaign_name, levels.group_id) as campaign_name,
    levels.* exclude (group_id, is_transferred),
    (
        select list({'in_time_count': in_time_count, 'due_count': due_count, 'by_date_count': by_date_count})
        from filtered.in_time_by_group($company_filters, 'campaign')
        where filtered.is_narrowed($filters)
    ) as company
from filtered.followup_table($filters, 'campaign') as levels
left join marts.campaigns on levels.group_id = campaigns.campaign_id
order by is_known desc, levels.handoff_count desc, campaign_name, campaign_id
