-- The handoffs the verdict on a decision rests on: old enough, and handed over in its days before and from its day on.

-- is_own: of the campaign it names (of any, where it names none); is_compared: of the others, or the same ones rejected for another
-- reason. is_hit and is_compared_hit are what is counted of each.
-- scoped: rep_id
create macro filtered.decided() as table
    select
        handoffs.*,
        decisions.decision_id,
        decisions.campaign_id is null or handoffs.campaign_id = decisions.campaign_id as is_own,
        decisions.campaign_id is null or not coalesce(handoffs.campaign_id = decisions.campaign_id, false) as is_compared,
        handoffs.handed_on >= decisions.decided_on as is_after,
        handoffs.is_rejected and handoffs.reason = decisions.subject as is_hit,
        handoffs.is_rejected and (handoffs.reason = decisions.subject) = (decisions.campaign_id is not null) as is_compared_hit
    from store.decisions
    inner join (
        select
            *,
            coalesce(reject_reason, 'not recorded') as reason
        from filtered.handoff_quality(null::filters)
        where is_old_enough
    ) as handoffs
        on handoffs.handed_on >= decisions.decided_on - cast(decisions.window_days as integer)
        and handoffs.handed_on < decisions.decided_on + cast(decisions.window_days as integer)
    where decisions.withdrawn_at is null and decisions.metric = 'reject_share';
