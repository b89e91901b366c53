-- Weeks of the company, from the agreed weekday: handoffs made in them, how they were followed up, and what sales said it could take. A week cut
-- by the period, or not over yet, is cut on both sides: to the handoffs and to the working days of the same days.

create macro filtered.weeks(filters, as_of) as table
    select
        greatest(counted.first_on, period.starts_on) as week,
        least(cast(counted.first_on + interval 7 day as date), period.ends_on) as next_week,
        counted.first_on >= period.starts_on
        and cast(counted.first_on + interval 7 day as date) <= least(period.ends_on, period.whole_until) as is_whole,
        counted.handoff_count,
        capacities.capacity,
        counted.handoff_count / nullif(capacities.capacity, 0) as load,
        -- whole, so that one load is one load: as a fraction the last digit of it would depend on the week
        cast(round(round(100 * counted.handoff_count / nullif(capacities.capacity, 0), 6)) as integer) as load_percent,
        counted.due_count,
        counted.in_time_count,
        counted.by_date_count,
        counted.on_the_day_count
    from (
        select
            filtered.week_of(handed_on) as first_on,
            count(*) as handoff_count,
            count(*) filter (where is_due) as due_count,
            count(*) filter (where is_in_time) as in_time_count,
            count(*) filter (where is_due and is_known_by_date) as by_date_count,
            count(*) filter (where state = 'on_the_day') as on_the_day_count
        from filtered.followups(filters)
        group by all
    ) as counted
    cross join (
        select
            coalesce((filters::filters).starts_on, date '0001-01-01') as starts_on,
            coalesce((filters::filters).ends_on, date '9999-12-31') as ends_on,
            whole_until
        from filtered.data_days(as_of)
    ) as period
    left join (
        select
            filtered.week_of(calendar_days.day) as first_on,
            -- rounded, so that the same people of two weeks add up to the same in any order
            round(sum(reps.weekly_capacity / cast(rep_calendars.days_a_week as double)), 9) as capacity
        from marts.reps
        inner join marts.rep_calendars on reps.rep_id = rep_calendars.rep_id
        inner join marts.calendar_days on rep_calendars.calendar_id = calendar_days.calendar_id
        cross join filtered.data_days(as_of) as data_days
        where
            calendar_days.day >= coalesce((filters::filters).starts_on, date '0001-01-01')
            and calendar_days.day < coalesce((filters::filters).ends_on, date '9999-12-31')
            and calendar_days.day <= data_days.reaches_on
            and filtered.keeps((filters::filters).reps, reps.rep_id)
            and filtered.keeps((filters::filters).teams, reps.team)
            and calendar_days.day >= coalesce(reps.active_from, date '0001-01-01')
            and calendar_days.day <= coalesce(reps.active_to, date '9999-12-31')
        group by all
    ) as capacities on counted.first_on = capacities.first_on;

-- The same weeks with the level agreed now.
create macro filtered.weeks_agreed(filters, as_of) as table
    select
        weeks.*,
        response.target
    from filtered.weeks(filters, as_of) as weeks
    inner join agreements.response
        on response.effective_from <= cast(as_of as timestamptz)
        and response.effective_to > cast(as_of as timestamptz)
    where weeks.is_whole;

-- Of these the weeks whose level can be held against their load.
create macro filtered.weeks_loaded(filters, as_of) as table
    select *
    from filtered.weeks_agreed(filters, as_of)
    where load is not null and due_count > 0 and by_date_count = 0;
