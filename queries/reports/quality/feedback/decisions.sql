-- What did marketing change because of a reason, and did the reason's rate move?
--
-- One row for each decision in force. Mature handoffs, handed over in the days before the decision and from its day on: the share
-- of them rejected for the reason, and the same of the comparison group (other campaigns; where every campaign is meant, the other
-- reasons). effect is the change less that of the comparison group, from the baseline fixed on that day: the worst of many equal
-- campaigns gets better with nothing done. It goes with the change, no more. The verdict takes 30 handoffs each and the smallest
-- difference both teams agreed to talk about.
--
-- formerly: feedback/decisions
-- grain:   decision_id
-- params:  $as_of
-- reads:   store.decisions, filtered.decided, agreements.delta, marts.campaigns, meta.house
-- needs:   handoffs
-- then:    overlap.subjects.quality.steps.decisions.judged
-- columns: decision_id, reason, campaign_name, owner, what, decided_on (date), window_days (days), comparison,
--          before_count (count), before_rejected_count (count), after_count (count), after_rejected_count (count),
--          baseline (rate), after_share (rate), comparison_before (rate), comparison_after (rate), effect (number, decision_effect),
--          effect_low (number), effect_high (number), smallest (number), is_over (flag), verdict, decided_by
-- opens:   quality/handoffs_decided decision_id=decision_id count=before_count
--          quality/handoffs_decided decision_id=decision_id is_rejected='yes' count=before_rejected_count
--          quality/handoffs_decided decision_id=decision_id side='after' count=after_count
--          quality/handoffs_decided decision_id=decision_id side='after' is_rejected='yes' count=after_rejected_count
with

decided as (

    select
        decisions.*,
        decisions.decided_on + cast(decisions.window_days as integer) as ends_on
    from store.decisions
    where decisions.withdrawn_at is null and decisions.metric = 'reject_share'

),

counted as (

    select
        decision_id,
        count(*) filter (where is_own and not is_after) as before_count,
        count(*) filter (where is_own and not is_after and is_hit) as before_rejected_count,
        count(*) filter (where is_own and is_after) as after_count,
        count(*) filter (where is_own and is_after and is_hit) as after_rejected_count,
        count(*) filter (where is_compared and not is_after) as compared_before_count,
        count(*) filter (where is_compared and not is_after and is_compared_hit) as compared_before_hits,
        count(*) filter (where is_compared and is_after) as compared_after_count,
        count(*) filter (where is_compared and is_after and is_compared_hit) as compared_after_hits
    from filtered.decided()
    group by all

)

select
    decided.decision_id,
    decided.subject as reason,
    decided.campaign_id is null as is_every_campaign,
    case
        when decided.campaign_id is null then 'every campaign' else coalesce(campaigns.campaign_name, decided.campaign_id)
    end as campaign_name,
    decided.owner,
    decided.what,
    decided.decided_on,
    decided.window_days,
    decided.comparison,
    decided.baseline,
    decided.created_by as decided_by,
    decided.ends_on <= cast(timezone(house.time_zone, cast($as_of as timestamptz)) as date) as is_over,
    coalesce(counted.before_count, 0) as before_count,
    coalesce(counted.before_rejected_count, 0) as before_rejected_count,
    coalesce(counted.after_count, 0) as after_count,
    coalesce(counted.after_rejected_count, 0) as after_rejected_count,
    coalesce(counted.compared_before_count, 0) as compared_before_count,
    coalesce(counted.compared_before_hits, 0) as compared_before_hits,
    coalesce(counted.compared_after_count, 0) as compared_after_count,
    coalesce(counted.compared_after_hits, 0) as compared_after_hits,
    (
        select max(delta.points)
        from agreements.delta
        where $as_of >= delta.effective_from and $as_of < delta.effective_to
    ) / 100 as smallest
from decided
cross join meta.house
left join counted on decided.decision_id = counted.decision_id
left join marts.campaigns on decided.campaign_id = campaigns.campaign_id
order by decided.decided_on desc, decided.decision_id
