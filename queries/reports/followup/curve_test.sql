-- Do the curves of these groups differ more than chance would explain?
--
-- Log-rank test of the time to the first attempt in business minutes, those closed before it taken as seen no longer. Where each
-- person's handoffs lie in one group, people decide and not handoffs: with under ten of them in some group, people swap groups at
-- random, and the p-value is the share of those swaps that differ as much. Where one person works several groups, they are
-- compared within each person. Handoffs of no named group, or of nobody known, are left out. With days without a clock there is
-- nothing to compare.
--
-- grain:   one row
-- params:  $filters, $by varchar = 'team' in (team, region, channel, segment, campaign)
-- reads:   filtered.followups
-- needs:   handoffs, activities
-- then:    overlap.subjects.followup.steps.logrank.hint
-- columns: group_count (number), compared_count (number, handoffs_compared, of activities),
--          left_out_count (number, handoffs_compared, of activities), person_count (number), fewest_people (number),
--          statistic (number, logrank_statistic, of activities), degrees (number), p_value (number, logrank_p, of activities),
--          method (,, of activities), verdict (,, of activities)
select
    case $by
        when 'team' then team
        when 'region' then region
        when 'channel' then channel
        when 'segment' then segment
        when 'campaign' then campaign_id
    end as group_id,
    rep_id,
    filtered.minutes_to(ended_by, business_seconds) as minutes,
    count(*) as handoff_count,
    count(*) filter (where ended_by = 'attempt') as attempted_count
from (
    select
        *,
        bool_or(is_minute_unknown) over () as is_unclocked
    from filtered.followups($filters)
)
where not is_unclocked
group by all
order by all
