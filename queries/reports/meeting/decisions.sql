-- What did we decide, who owns it, and what became of it?
--
-- One row for each decision in force. Handoffs handed over in the days before the decision and from its day on, counted by the metric it
-- means to move, in its group and in the comparison group (the other groups of the dimension; of a decision about a reason, as
-- quality/decisions says). effect is the change less that of the comparison group, from the baseline fixed on that day, adjusted for
-- small samples: the worst of many equal campaigns gets better with nothing done. It goes with the change, no more. A decision about
-- the whole company has nothing to compare with. The guard is judged the same way: worse, or held.
--
-- grain:   decision_id
-- params:  $as_of
-- reads:   store.decisions, filtered.decided_handoffs, agreements.delta, marts.campaigns, filtered.data_days
-- needs:   handoffs
-- then:    overlap.subjects.meeting.steps.decisions.judged
-- columns: decision_id, what, owner, state, is_overdue (flag), decided_on (date), due_on (date), metric, about, dimension, comparison,
--          window_days (days), before_count (count), before_hit_count (count), after_count (count), after_hit_count (count),
--          baseline (rate), after_share (rate), comparison_before (rate), comparison_after (rate), effect (number, decision_effect),
--          effect_low (number), effect_high (number), smallest (number), is_over (flag), verdict, direction, guard,
--          guard_before_count (count), guard_after_count (count), guard_before (rate), guard_after (rate),
--          guard_effect (number, decision_effect), guard_low (number), guard_high (number), guard_verdict, decided_by
-- opens:   meeting/decided_handoffs decision_id=decision_id count=before_count
--          meeting/decided_handoffs decision_id=decision_id hits='yes' count=before_hit_count
--          meeting/decided_handoffs decision_id=decision_id side='after' count=after_count
--          meeting/decided_handoffs decision_id=decision_id side='after' hits='yes' count=after_hit_count
--          meeting/decided_handoffs decision_id=decision_id role='guard' count=guard_before_count
--          meeting/decided_handoffs decision_id=decision_id role='guard' side='after' count=guard_after_count
with

counted as (

    select
        decision_id,
        role,
        count(*) filter (where is_own and not is_after) as before_count,
        count(*) filter (where is_own and not is_after and is_hit) as before_hit_count,
        count(*) filter (where is_own and is_after) as after_count,
        count(*) filter (where is_own and is_after and is_hit) as after_hit_count,
        count(*) filter (where is_compared and not is_after) as compared_before_count,
        count(*) filter (where is_compared and not is_after and is_compared_hit) as compared_before_hits,
        count(*) filter (where is_compared and is_after) as compared_after_count,
        count(*) filter (where is_compared and is_after and is_compared_hit) as compared_after_hits
    from filtered.decided_handoffs($as_of)
    group by all

)

select
    decisions.decision_id,
    decisions.what,
    decisions.owner,
    decisions.state,
    decisions.decided_on,
    decisions.due_on,
    coalesce(decisions.state in ('open', 'postponed') and decisions.due_on < data_days.whole_until, false) as is_overdue,
    decisions.metric,
    case when decisions.dimension = '' then 'reason' else decisions.dimension end as dimension,
    concat_ws(
        ', ', case when decisions.dimension = '' then replace(decisions.subject, '_', ' ') else decisions.subject end,
        case
            when decisions.dimension <> '' then null
            when decisions.campaign_id is null then 'every campaign'
            else coalesce(campaigns.campaign_name, decisions.campaign_id)
        end
    ) as about,
    decisions.comparison,
    decisions.window_days,
    decisions.baseline,
    decisions.created_by as decided_by,
    decisions.dimension = '' and decisions.campaign_id is null as is_same_records,
    decisions.decided_on + cast(decisions.window_days as integer) <= data_days.whole_until as is_over,
    nullif(decisions.guard, '') as guard,
    coalesce(of_metric.before_count, 0) as before_count,
    coalesce(of_metric.before_hit_count, 0) as before_hit_count,
    coalesce(of_metric.after_count, 0) as after_count,
    coalesce(of_metric.after_hit_count, 0) as after_hit_count,
    coalesce(of_metric.compared_before_count, 0) as compared_before_count,
    coalesce(of_metric.compared_before_hits, 0) as compared_before_hits,
    coalesce(of_metric.compared_after_count, 0) as compared_after_count,
    coalesce(of_metric.compared_after_hits, 0) as compared_after_hits,
    coalesce(of_guard.before_count, 0) as guard_before_count,
    coalesce(of_guard.before_hit_count, 0) as guard_before_hits,
    coalesce(of_guard.after_count, 0) as guard_after_count,
    coalesce(of_guard.after_hit_count, 0) as guard_after_hits,
    coalesce(of_guard.compared_before_count, 0) as guard_compared_before_count,
    coalesce(of_guard.compared_before_hits, 0) as guard_compared_before_hits,
    coalesce(of_guard.compared_after_count, 0) as guard_compared_after_count,
    coalesce(of_guard.compared_after_hits, 0) as guard_compared_after_hits,
    (
        select max(delta.points)
        from agreements.delta
        where $as_of >= delta.effective_from and $as_of < delta.effective_to
    ) / 100 as smallest
from store.decisions
cross join filtered.data_days($as_of) as data_days
left join counted as of_metric on decisions.decision_id = of_metric.decision_id and of_metric.role = 'metric'
left join counted as of_guard on decisions.decision_id = of_guard.decision_id and of_guard.role = 'guard'
left join marts.campaigns on decisions.campaign_id = campaigns.campaign_id
where decisions.withdrawn_at is null
order by decisions.decided_on desc, decisions.decision_id
