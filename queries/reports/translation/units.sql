-- Which campaigns are behind a week of a measure?
--
-- Spend is spread over the days it stands for, as everywhere.
--
-- grain:   measure, campaign_id, week
-- params:  $filters, $measure varchar = null, $outcome varchar = 'all' in (all, accepted, won, revenue)
-- reads:   filtered.measured_weeks, marts.campaigns
-- needs:   campaign_days
-- columns: campaign_id, campaign_name, channel, week (date), measure, outcome, unit_count (number, translation_units, of campaign_days)
select
    weeks.campaign_id,
    campaigns.campaign_name,
    coalesce(weeks.channel, 'not recorded') as channel,
    weeks.week,
    weeks.measure,
    $outcome as outcome,
    weeks.unit_count
from filtered.measured_weeks($filters) as weeks
left join marts.campaigns on weeks.campaign_id = campaigns.campaign_id
where ($measure is null or weeks.measure = $measure) and filtered.in_period($filters, weeks.week)
order by weeks.week desc, weeks.unit_count desc, weeks.campaign_id, weeks.measure
