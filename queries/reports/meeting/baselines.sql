-- From which share does a decision about a group start?
--
-- Handoffs of the period that the metric counts, in each group of the dimension, and those it counts as reached. adjusted_share is
-- adjusted for small samples: a decision starts from it, since the worst of many equal groups gets better with nothing done.
--
-- grain:   group_id?
-- params:  $filters, $as_of, $metric varchar = 'acceptance_rate' in (acceptance_rate, service_level, feedback_coverage, handoffs_won_share),
--          $dimension varchar = 'campaign' in (company, campaign, channel, team, region, segment)
-- reads:   filtered.measured
-- needs:   handoffs
-- then:    overlap.subjects.meeting.steps.baselines.adjusted
-- columns: group_id, record_count (count), hit_count (count), share (rate), adjusted_share (rate)
with

measured as (

    select
        case $dimension
            when 'campaign' then campaign_id when 'channel' then channel when 'team' then team when 'region' then region
            when 'segment' then segment
        end as group_id,
        is_hit
    from filtered.measured($as_of)
    where measure = $metric and filtered.in_period($filters, handed_on)

)

select
    group_id,
    count(*) as record_count,
    count(*) filter (where is_hit) as hit_count
from measured
group by all
order by record_count desc, group_id
