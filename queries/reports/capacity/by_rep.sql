-- Who has more leads than they can take, and how long will it take to catch up?
--
-- The last four weeks up to now. Load: handoffs received against the agreed weekly capacity, cut to the working days of the
-- person's own calendar. Backlog: open handoffs they hold that nobody has contacted. Days to clear: the backlog over how many more
-- leads get a first attempt in a working day than arrive; where no more do, it is growing, unless no more waits than the person can
-- take in two weeks: that is steady.
--
-- grain:   rep_id
-- params:  $as_of
-- reads:   marts.reps, marts.rep_calendars, marts.calendar_days, marts.followups, filtered.last_four_weeks
-- needs:   handoffs, activities
-- columns: rep_id, rep_name, team, weekly_capacity (count), working_day_count (count), capacity (number, capacity_in_days),
--          received_count (count, handoffs_received, of handoffs), load (number, load, of handoffs),
--          attempted_count (count, first_attempts, of activities), backlog_count (count, backlog, of activities),
--          overdue_count (count, backlog_overdue, of activities), days_to_clear (number, days_to_clear, of activities),
--          outlook (,, of activities)
-- opens:   followup/last_four_weeks rep_id=rep_id count=received_count
--          followup/last_four_weeks rep_id=rep_id part='attempted' count=attempted_count
--          followup/waiting reps=rep_id count=backlog_count
--          followup/waiting reps=rep_id state='overdue' count=overdue_count
with

weeks as (

    select
        cast($as_of as timestamptz) - interval 28 day as starts_at,
        cast($as_of as timestamptz) as ends_at

),

working_days as (

    select
        reps.rep_id,
        count(*) as working_day_count
    from marts.reps
    inner join marts.rep_calendars on reps.rep_id = rep_calendars.rep_id
    inner join marts.calendar_days on rep_calendars.calendar_id = calendar_days.calendar_id
    cross join weeks
    where
        calendar_days.day >= greatest(cast(weeks.starts_at as date), coalesce(reps.active_from, date '0001-01-01'))
        and calendar_days.day < cast(weeks.ends_at as date)
        and calendar_days.day <= coalesce(reps.active_to, date '9999-12-31')
    group by all

),

lately as (

    select
        person_id as rep_id,
        count(*) filter (where part = 'received') as received_count,
        count(*) filter (where part = 'attempted') as attempted_count
    from filtered.last_four_weeks($as_of)
    group by all

),

waiting as (

    select
        waits_for as rep_id,
        count(*) as backlog_count,
        count(*) filter (where state = 'overdue') as overdue_count
    from marts.followups
    where is_waiting
    group by all

),

joined as (

    select
        reps.rep_id,
        reps.rep_name,
        reps.team,
        reps.weekly_capacity,
        coalesce(working_days.working_day_count, 0) as working_day_count,
        reps.weekly_capacity * working_days.working_day_count / cast(rep_calendars.days_a_week as double) as capacity,
        coalesce(lately.received_count, 0) as received_count,
        coalesce(lately.attempted_count, 0) as attempted_count,
        coalesce(waiting.backlog_count, 0) as backlog_count,
        coalesce(waiting.overdue_count, 0) as overdue_count
    from marts.reps
    left join marts.rep_calendars on reps.rep_id = rep_calendars.rep_id
    left join working_days on reps.rep_id = working_days.rep_id
    left join lately on reps.rep_id = lately.rep_id
    left join waiting on reps.rep_id = waiting.rep_id

)

select
    rep_id,
    rep_name,
    team,
    weekly_capacity,
    working_day_count,
    capacity,
    received_count,
    received_count / nullif(capacity, 0) as load,
    attempted_count,
    backlog_count,
    overdue_count,
    case
        when backlog_count = 0 then 0
        when attempted_count > received_count
            then backlog_count * working_day_count / cast(attempted_count - received_count as double)
    end as days_to_clear,
    case
        when backlog_count = 0 then 'nothing waits'
        when attempted_count > received_count then 'shrinking'
        when backlog_count <= 2 * weekly_capacity then 'steady'
        else 'growing'
    end as outlook
from joined
order by load desc nulls last, backlog_count desc, rep_name, rep_id
