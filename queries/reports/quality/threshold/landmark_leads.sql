-- Which leads are behind this number about the threshold?
--
-- question: near, leads near the threshold at 14 days (arm above, below); `ripening`, those held at an age (day) by their points
-- then (band, threshold); change, those around a change of the threshold (changed_at; arm affected or compared, before or after);
-- hold, the hold test (arm held, at_once). result: won in time; or what became of a held lead; early, old_enough of the test.
--
-- grain:   lead_id, arm
-- params:  $filters, $scope, $as_of, $question varchar = 'near' in (near, ripening, change, hold), $arm varchar = null,
--          $result varchar = null in (won, ripened, still_warm, gone_cold, opted_out, early, old_enough),
--          $threshold integer = null, $day integer = null, $band integer = null, $changed_at varchar = null
-- reads:   filtered.near_threshold_scoped, filtered.held_leads_scoped, filtered.around_changes_scoped, filtered.hold_arms_scoped, marts.leads,
--          marts.campaigns
-- columns: lead_id, arm, lead_name, company, created_on (date), points (count, points_gathered, of touches), result, channel,
--          campaign_name, segment
with

asked as (

    select lead_id, side as arm, points_14d as points, case when is_won_in_time then 'won' end as result
    from filtered.near_threshold_scoped($filters, $scope)
    where $question = 'near'
    union all
    select lead_id, cast(day as varchar) || ' days', points_then, became
    from filtered.held_leads_scoped($filters, $scope, coalesce($threshold, filtered.agreed_threshold($as_of)))
    where $question = 'ripening' and ($day is null or day = $day) and ($band is null or band = $band)
    union all
    select
        lead_id,
        arm || '_' || period || case when $changed_at is null then ' ' || cast(changed_at as varchar) else '' end,
        points_14d,
        case when is_won_in_time then 'won' end
    from filtered.around_changes_scoped($filters, $scope, $as_of)
    where $question = 'change' and ($changed_at is null or changed_at = cast($changed_at as timestamptz))
    union all
    select lead_id, arm, null, null
    from filtered.hold_arms_scoped($filters, $scope, $as_of)
    where
        $question = 'hold'
        and case $result
            when 'won' then is_won_in_time when 'early' then is_early when 'old_enough' then is_old_enough else true
        end

)

select
    asked.lead_id,
    asked.arm,
    leads.lead_name,
    leads.company,
    leads.created_on,
    asked.points,
    asked.result,
    coalesce(leads.channel, 'not recorded') as channel,
    filtered.campaign_called(campaigns.campaign_name, leads.campaign_id) as campaign_name,
    coalesce(leads.segment, 'not recorded') as segment
from asked
inner join marts.leads on asked.lead_id = leads.lead_id
left join marts.campaigns on leads.campaign_id = campaigns.campaign_id
where
    ($arm is null or asked.arm = $arm)
    and ($result is null or $question = 'hold' or asked.result = $result)
order by asked.points desc nulls last, asked.lead_id, asked.arm
