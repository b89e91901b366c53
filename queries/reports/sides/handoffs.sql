-- Which handoffs is a number of Both sides about?
--
-- complaint: those it is about; judged: of these, those that have had their days. group_id: a team's or a person's, with in_group.
-- week: from its first day.
--
-- grain:   handoff_id
-- params:  $filters, $people_filters, $scope, $rows, $as_of, $arm varchar = 'now' in (now, reference),
--          $complaint varchar = null in (leads are bad, not enough leads, follow-up is too slow, can't close),
--          $measure varchar = null in (first attempt in time, handoffs won),
--          $state varchar = 'all' in (all, judged, qualifiable, qualified, winnable, won, accepted, accepted_won, due, in_time, by_date,
--          missed, over_capacity, rejected, same_campaign, same_campaign_won),
--          $sourced varchar = 'all' in (all, marketing), $week date = null, $rep_key varchar = null,
--          $by varchar = 'team' in (team, rep), $in_group varchar = 'no' in (no, yes), $group_id varchar = null
-- reads:   filtered.sides_judged_scoped, marts.leads, marts.reps
-- needs:   handoffs
-- columns: handoff_id, lead_id, lead_name, company, handed_on (date), is_accepted (flag,, of sal), is_qualified (flag,, of sql),
--          is_won (flag,, of won), is_in_time (flag,, of activities), score (count), channel, segment, region, rep_name, reject_reason
with

handoffs as (

    select
        *,
        case $complaint
            when 'leads are bad' then is_marketing
            when 'not enough leads' then is_marketing and is_in_whole_week
            when 'follow-up is too slow' then is_due
            else true
        end as is_complained_of,
        case $complaint
            when 'leads are bad' then is_qualifiable
            when 'can''t close' then is_winnable
            else true
        end as is_judged
    from filtered.sides_judged_scoped($filters, $scope, $people_filters, $as_of)

),

first_rows as (

    select *
    from handoffs
    where
        handoffs.arm = $arm
        and handoffs.is_complained_of
        and case $measure when 'first attempt in time' then handoffs.is_due when 'handoffs won' then handoffs.is_winnable else true end
        and case $state
            when 'judged' then handoffs.is_judged
            when 'qualifiable' then handoffs.is_qualifiable
            when 'qualified' then handoffs.is_qualified
            when 'winnable' then handoffs.is_winnable
            when 'won' then handoffs.is_won_in_time
            when 'accepted' then handoffs.is_winnable and handoffs.is_accepted_so_far
            when 'accepted_won' then handoffs.is_won_in_time and handoffs.is_accepted_so_far
            when 'due' then handoffs.is_due
            when 'in_time' then handoffs.is_due and handoffs.is_in_time
            when 'by_date' then handoffs.is_due and handoffs.is_known_by_date
            when 'missed' then handoffs.is_due and not handoffs.is_in_time
            when 'over_capacity' then handoffs.is_due and handoffs.load > 1
            when 'rejected' then handoffs.is_marketing and handoffs.rejected_at is not null
            when 'same_campaign' then handoffs.is_winnable and handoffs.is_of_largest_campaign
            when 'same_campaign_won' then handoffs.is_winnable and handoffs.is_won_in_time and handoffs.is_of_largest_campaign
            else true
        end
        and ($sourced = 'all' or handoffs.is_marketing)
        and ($week is null or handoffs.first_on = cast($week as date))
        and ($rep_key is null or handoffs.rep_key = $rep_key)
        and (
            $in_group = 'no'
            or case $by when 'team' then handoffs.team else handoffs.rep_id end is not distinct from $group_id
        )
    order by handoffs.handed_on desc, handoffs.handoff_id
    limit $rows

)

select
    handoffs.handoff_id,
    handoffs.lead_id,
    leads.lead_name,
    leads.company,
    handoffs.handed_on,
    handoffs.is_accepted_so_far as is_accepted,
    handoffs.is_qualified,
    handoffs.is_won_in_time as is_won,
    handoffs.is_in_time,
    handoffs.score,
    coalesce(handoffs.channel, 'not recorded') as channel,
    coalesce(handoffs.segment, 'not recorded') as segment,
    coalesce(handoffs.region, 'not recorded') as region,
    filtered.person(coalesce(reps.rep_name, handoffs.rep_id), handoffs.is_holder_unknown) as rep_name,
    handoffs.reject_reason
from first_rows as handoffs
inner join marts.leads on handoffs.lead_id = leads.lead_id
left join marts.reps on handoffs.rep_id = reps.rep_id
order by handoffs.handed_on desc, handoffs.handoff_id
