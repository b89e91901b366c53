-- Handoffs as they were followed up, by the day of handing over; the rep is the handoff's, as of every number of handoffs.

-- scoped: rep_id
create macro filtered.followups(filters) as table
    select
        followups.*,
        response.target
    from marts.followups
    left join agreements.response
        on followups.handed_at >= response.effective_from
        and followups.handed_at < response.effective_to
    where
        filtered.in_period(filters, followups.handed_on)
        and filtered.keeps_lead(
            filters, followups.channel, followups.campaign_id, followups.rep_id, followups.team,
            followups.region, followups.segment, followups.was_customer
        );

-- The queue as it stands now: open, and nobody has tried yet. Here the rep is the one who holds the lead now.
-- scoped: waits_for
create macro filtered.waiting(filters) as table
    select followups.*
    from marts.followups
    where
        followups.is_waiting
        and filtered.in_period(filters, followups.handed_on)
        and filtered.keeps_lead(
            filters, followups.channel, followups.campaign_id, followups.waits_for, followups.waits_for_team,
            followups.region, followups.segment, followups.was_customer
        );

-- Whole minutes until the first attempt or the closing (the minute in which it came), or for how long it has been open.
create macro filtered.minutes_to(ended_by, seconds) as (
    case when ended_by = 'as_of' then seconds // 60 else (seconds + 59) // 60 end
);

-- As curves count ends: 0 an attempt, 1 a closing, 2 still open.
create macro filtered.end_of(ended_by) as (
    case ended_by when 'attempt' then 0 when 'closing' then 1 else 2 end
);

-- `Mon 09:00 to 10:00`, of the hours from 0 to 167.
create macro filtered.hour_of_week_name(hour_of_week) as (
    ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][1 + hour_of_week // 24]
    || printf(' %02d:00 to %02d:00', hour_of_week % 24, hour_of_week % 24 + 1)
);

-- The same of a row of people.
create macro filtered.holder_row(name, is_transferred) as (
    filtered.person(name, is_transferred = 'yes')
);

create macro filtered.followup_group(by_what, rep_id, team, campaign_id, channel, segment, hour_of_week) as (
    case by_what
        when 'rep' then rep_id
        when 'team' then team
        when 'campaign' then campaign_id
        when 'channel' then channel
        when 'segment' then segment
        when 'hour' then cast(hour_of_week as varchar)
    end
);

-- Each known group's handoffs that were due, and those in time: what the company's groups are asked for to draw others towards.
create macro filtered.in_time_by_group(filters, by_what) as table
    select
        filtered.followup_group(by_what, rep_id, team, campaign_id, channel, segment, hour_of_week) as group_id,
        cast(count_if(is_in_time) as bigint) as in_time_count,
        cast(count_if(is_due) as bigint) as due_count,
        cast(count_if(is_due and is_known_by_date) as bigint) as by_date_count
    from filtered.followups(filters)
    group by all
    having group_id is not null;

-- The handoffs of each group, counted by state, with the minutes each took: to an attempt, to a closing, or so far.
create macro filtered.followup_groups(filters, by_what) as table
    select
        filtered.followup_group(by_what, rep_id, team, campaign_id, channel, segment, hour_of_week) as group_id,
        case when by_what in ('rep', 'team') and is_holder_unknown then 'yes' else 'no' end as is_transferred,
        count(*) as handoff_count,
        cast(count_if(is_answered) as bigint) as answered_count,
        cast(count_if(is_in_time) as bigint) as in_time_count,
        cast(count_if(state = 'late') as bigint) as late_count,
        cast(count_if(is_due) as bigint) as due_count,
        cast(count_if(state = 'overdue') as bigint) as overdue_count,
        cast(count_if(state = 'pending') as bigint) as pending_count,
        cast(count_if(state = 'excused') as bigint) as excused_count,
        cast(count_if(is_waiting) as bigint) as waiting_count,
        cast(count_if(is_due and is_known_by_date) as bigint) as by_date_count,
        cast(count_if(is_minute_unknown) as bigint) as unclocked_count,
        cast(count_if(state = 'on_the_day') as bigint) as on_the_day_count,
        cast(count_if(is_progressed) as bigint) as progressed_count,
        cast(count_if(is_unlogged) as bigint) as unlogged_count,
        cast(count_if(is_in_time or (is_due and is_unlogged and is_progressed_by_due)) as bigint) as in_time_or_unlogged_count,
        round(
            sum(case when is_due then cast(target as decimal(9, 6)) else 0 end) / nullif(count_if(is_due), 0), 6
        ) as target,
        case
            when not bool_or(is_minute_unknown)
                then sum(case when is_answered then business_seconds else 0 end) / 60e0 / nullif(count_if(is_answered), 0)
        end as mean_of_answered,
        median(assignment_seconds) / 60e0 as assignment_minutes,
        list({
            'minutes': minutes, 'end': filtered.end_of(ended_by), 'rep_id': rep_id, 'is_due': is_due, 'is_in_time': is_in_time
        }) as timed
    from (
        select
            *,
            filtered.minutes_to(ended_by, business_seconds) as minutes
        from filtered.followups(filters)
    )
    group by all;

-- Each group with its level: none where days without a clock leave it open, and then how low and how high it may be.
create macro filtered.followup_levels(filters, by_what) as table
    select
        *,
        case when by_date_count = 0 then filtered.rate(in_time_count, due_count) end as service_level,
        case when by_date_count = 0 then filtered.wilson_low(in_time_count, due_count) end as service_level_low,
        case when by_date_count = 0 then filtered.wilson_high(in_time_count, due_count) end as service_level_high,
        filtered.rate(in_time_count, due_count) as lowest_level,
        filtered.rate(in_time_count + on_the_day_count, due_count) as highest_level,
        filtered.rate(excused_count, handoff_count) as excused_share,
        case when by_date_count = 0 then filtered.rate(in_time_count, due_count + excused_count) end as level_if_excused_missed,
        case when by_date_count = 0 then filtered.rate(in_time_count, in_time_count + late_count) end as level_of_answered
    from filtered.followup_groups(filters, by_what);

-- What every table of levels shows of a group; followup.levels puts times and verdict in the place of the last columns.
create macro filtered.followup_table(filters, by_what) as table
    select
        group_id,
        is_transferred,
        handoff_count,
        due_count,
        in_time_count,
        answered_count,
        overdue_count,
        excused_count,
        service_level,
        service_level_low,
        service_level_high,
        lowest_level,
        highest_level,
        level_if_excused_missed,
        target,
        mean_of_answered,
        group_id is not null as is_known,
        by_date_count,
        unclocked_count,
        timed
    from filtered.followup_levels(filters, by_what);

-- Tried in the last tenth of the limit, and not in the tenth after it.
create macro filtered.is_just_in_time(is_around_limit, business_seconds, limit_minutes) as (
    is_around_limit and business_seconds <= 60 * limit_minutes
);

create macro filtered.is_timed_call(kind, duration_s) as (
    coalesce(kind = 'call' and duration_s is not null, false)
);

-- Speed against winning: everybody still open at one moment after the handoff, tried by then or not, and won after it.
-- `arm` is null for those closed before that moment, for those too young to have had their days to win after it, and for those
-- tried on a day without a clock that may have been before the limit or after it.
create macro filtered.landmark(filters, landmark) as table
    select
        *,
        case
            when is_closed_before or not is_old_enough or is_open_either_way then null
            when coalesce(first_attempt_at <= landmark_at, false) then 'tried'
            else 'not_tried'
        end as arm,
        coalesce(days_to_won >= 0 and days_to_won < won_within_days, false) as is_won_after
    from (
        select
            *,
            coalesce(least(closed_at, next_handed_at) <= landmark_at, false) as is_closed_before,
            landmark <> 'day' and state = 'on_the_day' as is_open_either_way,
            filtered.is_mature(days_since_landmark, won_within_days) as is_old_enough
        from (
            select
                *,
                case landmark when 'day' then day_due_at else due_at end as landmark_at,
                case landmark when 'day' then days_day_to_won else days_due_to_won end as days_to_won,
                case landmark when 'day' then days_since_day else days_since_due end as days_since_landmark
            from filtered.followups(filters)
        )
    );

-- The same in strata of what was known at the handoff: equal scores share a band, of twenty among those compared.
create macro filtered.landmark_strata(filters, landmark) as table
    select
        *,
        case
            when arm is not null and score is not null then cast(floor(
                20 * (rank() over (partition by arm is not null and score is not null order by score) - 1)
                / count(*) over (partition by arm is not null and score is not null)
            ) as integer)
        end as score_band,
        date_trunc('quarter', handed_on) as quarter
    from filtered.landmark(filters, landmark);

-- Whether the stratum of a row has both arms, so that it says something about the difference.
-- scoped: rep_id
create macro filtered.landmark_compared(filters, landmark) as table
    select
        *,
        count(arm) filter (where arm = 'tried') over (partition by score_band, channel, quarter) > 0
        and count(arm) filter (where arm = 'not_tried') over (partition by score_band, channel, quarter) > 0
            as is_compared,
        count(arm) filter (where arm = 'tried') over () > 0
        and count(arm) filter (where arm = 'not_tried') over () > 0 as has_both_arms
    from filtered.landmark_strata(filters, landmark);
