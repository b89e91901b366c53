-- What share of handoffs has been contacted by each minute after the handoff?
--
-- Closed without an attempt is an end of its own (Aalen-Johansen), not a gap in the record: attempted_share and closed_share never
-- add up to more than one. Business minutes, or clock time. The band of 95% takes people as units, since the handoffs of one
-- person are alike; handoffs where fewer than two people are known. A group with days without a clock in it has no curve: its
-- minutes are not known.
--
-- grain:   group_id?, group_name, minutes
-- params:  $filters, $by varchar = 'all' in (all, team, rep, campaign, channel, segment),
--          $scale varchar = 'business' in (business, wall)
-- reads:   filtered.followups, marts.reps, marts.campaigns
-- needs:   handoffs, activities
-- then:    overlap.subjects.followup.steps.service_level.curves
-- columns: group_id, group_name, minutes (minutes,, of activities), at_risk_count (count,, of activities),
--          attempted_share (rate, attempted_share, of activities), attempted_low (rate,, of activities),
--          attempted_high (rate,, of activities), closed_share (rate, closed_share, of activities)
with

timed as (

    select
        case $by
            when 'team' then team when 'rep' then rep_id when 'campaign' then campaign_id
            when 'channel' then channel when 'segment' then segment
        end as group_id,
        $by in ('team', 'rep') and is_holder_unknown as is_transferred,
        ended_by,
        rep_id,
        is_minute_unknown,
        filtered.minutes_to(ended_by, case $scale when 'wall' then wall_seconds else business_seconds end) as minutes
    from filtered.followups($filters)

),

grouped as (

    select
        group_id,
        is_transferred,
        list({'minutes': minutes, 'end': filtered.end_of(ended_by), 'rep_id': rep_id}) as timed
    from timed
    group by all
    having not bool_or(is_minute_unknown)

)

select
    grouped.group_id,
    case
        when grouped.is_transferred then 'transferred'
        else coalesce(
            reps.rep_name, campaigns.campaign_name, grouped.group_id,
            case $by
                when 'all' then 'all handoffs' when 'rep' then 'unassigned' when 'team' then 'no team'
                when 'campaign' then 'no known campaign' else 'not recorded'
            end
        )
    end as group_name,
    grouped.timed
from grouped
left join marts.reps on $by = 'rep' and grouped.group_id = reps.rep_id
left join marts.campaigns on $by = 'campaign' and grouped.group_id = campaigns.campaign_id
order by group_name, grouped.group_id
