-- Leads given to sales: rows with no rejection, loss, recycling or win between them are one handoff; a transfer restarts nothing.
--
-- The rep held it at the first attempt or when it was due, whichever came first, or holds it now if neither has come; so
-- nobody answers for what came later. holder_id holds it now. A handoff passed on without a record of to whom has neither.
-- The outcome is what became of it before the lead is handed over again: won, else rejected (or recycled), else lost, else
-- open; outcome_at is the first of them.
--
-- The verdicts are those at the agreed ages: is_returned, given back and not taken, before it is known what a rule closed;
-- is_taken_back, accepted and then given back; is_only, no other handoff of the lead. What nobody said is not marketing's is marketing's.
--
-- grain: handoff_id
-- scope: cluster
-- reads: marts.merged_handoffs, marts.followup_clocks, marts.first_attempts, marts.handoff_holders, marts.stage_events, marts.leads,
--        marts.reps, agreements.conversion
with

followed as (

    select
        merged_handoffs.*,
        followup_clocks.sent_back_at,
        followup_clocks.lost_at,
        followup_clocks.closed_won_at,
        followup_clocks.outcome_is_date_only,
        least(first_attempts.first_attempt_at, followup_clocks.due_at, cast($as_of as timestamptz)) as judged_at,
        merged_handoffs.is_date_only or coalesce(first_attempts.is_date_only, false) as judged_by_date
    from marts.merged_handoffs
    left join marts.followup_clocks on merged_handoffs.handoff_id = followup_clocks.handoff_id
    left join marts.first_attempts on merged_handoffs.handoff_id = first_attempts.handoff_id

),

held as (

    select
        followed.handoff_id,
        handoff_holders.rep_id
    from followed
    inner join marts.handoff_holders on followed.handoff_id = handoff_holders.handoff_id
    where
        not followed.is_holder_unknown
        and is_from(
            handoff_holders.held_from, followed.judged_at, handoff_holders.is_date_only or followed.judged_by_date, $zone
        )
        and not coalesce(
            is_from(
                handoff_holders.held_to, followed.judged_at, handoff_holders.held_to_is_date_only or followed.judged_by_date, $zone
            ),
            false
        )

),

holds_now as (

    select
        handoff_holders.handoff_id,
        handoff_holders.rep_id
    from marts.handoff_holders
    inner join marts.merged_handoffs on handoff_holders.handoff_id = merged_handoffs.handoff_id
    where handoff_holders.held_to is null and not merged_handoffs.is_holder_unknown

),

-- What comes of a handoff is what happens before the next one.
later as (

    select
        followed.lead_id,
        followed.round,
        stage_events.entered_at,
        stage_events.is_date_only,
        case when stage_events.stage in ('sql', 'opportunity', 'won') then stage_events.entered_at end as sql_at,
        case when stage_events.stage = 'won' then stage_events.entered_at end as won_at
    from followed
    inner join marts.stage_events on followed.lead_id = stage_events.lead_id
    where
        stage_events.stage in ('sql', 'opportunity', 'won')
        and is_from(
            followed.handed_at, stage_events.entered_at, followed.is_date_only or stage_events.is_date_only, $zone
        )
        and not coalesce(
            is_from(
                followed.next_handed_at, stage_events.entered_at,
                followed.next_is_date_only or stage_events.is_date_only, $zone
            ),
            false
        )

),

reached as (

    select
        lead_id,
        round,
        min(sql_at) as sql_at,
        min_by(is_date_only, by_instant(sql_at, is_date_only)) as sql_is_date_only,
        min(won_at) as won_at,
        min_by(is_date_only, by_instant(won_at, is_date_only)) as won_is_date_only
    from later
    group by all

),

joined as (

    select
        merged.handoff_id,
        merged.lead_id,
        merged.round,
        merged.qualified_at,
        merged.handed_at,
        cast(timezone($zone, merged.handed_at) as date) as handed_on,
        merged.is_date_only,
        merged.round = 1 and merged.next_handed_at is null as is_only,
        merged.score,
        merged.accepted_at,
        merged.rejected_at,
        merged.rejected_is_date_only,
        merged.reject_reason,
        merged.transfers,
        held.rep_id,
        reps.team,
        holds_now.rep_id as holder_id,
        holders.team as holder_team,
        merged.is_holder_unknown,
        leads.channel,
        leads.campaign_id,
        leads.region,
        leads.segment,
        leads.was_customer,
        coalesce(leads.sourced_by, 'marketing') = 'marketing' as is_marketing,
        whole_days(
            merged.handed_at, merged.accepted_at, merged.is_date_only or merged.accepted_is_date_only, $zone
        ) as days_to_accepted,
        whole_days(
            merged.handed_at, merged.rejected_at, merged.is_date_only or merged.rejected_is_date_only, $zone
        ) as days_to_rejected,
        days_from(
            merged.handed_at, reached.sql_at, merged.is_date_only or reached.sql_is_date_only, $zone
        ) as days_to_sql,
        days_from(
            merged.handed_at, reached.won_at, merged.is_date_only or reached.won_is_date_only, $zone
        ) as days_to_won,
        reached.sql_at,
        reached.sql_is_date_only,
        case
            when merged.closed_won_at is not null then 'won'
            when merged.sent_back_at is not null then 'rejected'
            when merged.lost_at is not null then 'lost'
            else 'open'
        end as outcome,
        least(merged.closed_won_at, merged.sent_back_at, merged.lost_at) as outcome_at,
        merged.outcome_is_date_only,
        conversion.sal as within_days,
        conversion.sql as sql_within_days,
        conversion.won as won_within_days,
        whole_days(merged.handed_at, cast($as_of as timestamptz), merged.is_date_only, $zone) as age_days
    from followed as merged
    inner join marts.leads on merged.lead_id = leads.lead_id
    left join reached
        on merged.lead_id = reached.lead_id
        and merged.round = reached.round
    left join agreements.conversion
        on merged.handed_at >= conversion.effective_from
        and merged.handed_at < conversion.effective_to
    left join held on merged.handoff_id = held.handoff_id
    left join holds_now on merged.handoff_id = holds_now.handoff_id
    left join marts.reps on held.rep_id = reps.rep_id
    left join marts.reps as holders on holds_now.rep_id = holders.rep_id

),

judged as (

    select
        *,
        is_mature(age_days, within_days) as is_old_enough,
        is_mature(age_days, sql_within_days) as is_qualifiable,
        is_mature(age_days, won_within_days) as is_winnable,
        is_taken(days_to_accepted, days_to_rejected, days_to_sql, within_days) as is_taken,
        is_taken(days_to_accepted, days_to_rejected, days_to_sql, 2147483647) as is_accepted_so_far,
        coalesce(days_to_rejected between 0 and within_days - 1, false) as is_given_back
    from joined

)

select
    * exclude (is_taken, is_given_back),
    is_old_enough and is_taken as is_accepted,
    is_old_enough and is_taken and days_to_accepted is null as is_implied,
    is_old_enough and is_given_back and not is_taken as is_returned,
    is_old_enough and is_given_back
    and coalesce(days_to_accepted >= 0 and is_from(accepted_at, rejected_at, rejected_is_date_only, $zone), false) as is_taken_back,
    is_qualifiable and coalesce(days_to_sql < sql_within_days, false) as is_qualified,
    is_winnable and coalesce(days_to_won < won_within_days, false) as is_won_in_time
from judged
order by handed_on, handoff_id
