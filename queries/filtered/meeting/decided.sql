-- What decisions of a meeting are judged on: each handoff that a measure counts, and those around a decision's day.

-- A row for each handoff and measure; of a measure of ratings, for each rating. Handed over on handed_on, whoever rated or won it later.
create macro filtered.measured(as_of) as table
    select 'acceptance_rate' as measure, handoff_id, lead_id, rep_id, handed_on, channel, campaign_id, team, region, segment, is_accepted as is_hit
    from filtered.handoff_quality(null::filters)
    where is_old_enough
    union all
    select 'handoffs_won_share', handoff_id, lead_id, rep_id, handed_on, channel, campaign_id, team, region, segment, is_won_in_time
    from filtered.handoff_quality(null::filters)
    where is_winnable
    union all
    select 'service_level', handoff_id, lead_id, rep_id, handed_on, channel, campaign_id, team, region, segment, is_in_time
    from filtered.followups(null::filters)
    where is_due
    union all
    select 'contact_rate', handoff_id, lead_id, rep_id, handed_on, channel, campaign_id, team, region, segment, is_met
    from filtered.contacts(null::filters, as_of)
    union all
    select 'feedback_coverage', handoff_id, lead_id, rep_id, handed_on, channel, campaign_id, team, region, segment, is_rated
    from filtered.handoff_feedback(null::filters)
    where is_rateable
    union all
    select
        'feedback_polarity', handoff_id, lead_id, held_by, handed_on, channel, campaign_id, team, region, segment,
        is_extreme_rating(rating)
    from filtered.feedback(null::filters)
    where rating is not null;

-- The same of a decision: in its days before and from its day on, of its own group and of the others of the dimension; with nothing to
-- compare where it is about the company. Those about a reason for rejecting are judged as filtered.decided says. role: metric, guard.
-- scoped: rep_id
create macro filtered.decided_handoffs(as_of) as table
    select
        decisions.decision_id,
        case when measured.measure = decisions.metric then 'metric' else 'guard' end as role,
        measured.handoff_id,
        measured.lead_id,
        measured.rep_id,
        measured.handed_on,
        decisions.dimension = 'company' or measured.group_id is not distinct from decisions.group_id as is_own,
        decisions.dimension <> 'company' and measured.group_id is distinct from decisions.group_id as is_compared,
        measured.handed_on >= decisions.decided_on as is_after,
        coalesce(measured.is_hit, false) as is_hit,
        coalesce(measured.is_hit, false) as is_compared_hit
    from store.decisions
    inner join (
        select
            *,
            unnest(['company', 'channel', 'campaign', 'team', 'region', 'segment']) as dimension,
            unnest([null, channel, campaign_id, team, region, segment]) as group_id
        from filtered.measured(as_of)
    ) as measured
        on measured.measure in (decisions.metric, decisions.guard)
        and measured.dimension = decisions.dimension
        and measured.handed_on >= decisions.decided_on - cast(decisions.window_days as integer)
        and measured.handed_on < decisions.decided_on + cast(decisions.window_days as integer)
    where decisions.withdrawn_at is null
    union all
    select
        decision_id,
        'metric' as role,
        handoff_id,
        lead_id,
        rep_id,
        handed_on,
        is_own,
        is_compared,
        is_after,
        is_hit,
        is_compared_hit
    from filtered.decided();
