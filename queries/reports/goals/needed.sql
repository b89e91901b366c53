-- What does a revenue goal need: how many deals, SQLs, MQLs, leads and calls, and can they be carried?
--
-- The revenue is what is left of the company's goal that runs and ends first, or the $revenue asked for, in $days or the days left.
-- The part of it that new business usually brings, over what a unit is worth: its chance of being won in the agreed days, as
-- goals/totals and funnel/stages count it in the period, times the mean new deal won; 95% intervals. Attempts are
-- those of fourteen days a handoff. A unit counts with all that becomes of it, also after the goal's end. Capacity is a week's, as
-- agreed with the people now active, of their attempts as many a handoff as usual.
--
-- grain:   line
-- params:  $filters, $any_day_filters, $as_of, $revenue double = null in 0..1000000000000, $days integer = null in 1..1500
-- reads:   filtered.revenue_left, filtered.wins_by_line, filtered.days_by_line, filtered.deals_closed, filtered.followups,
--          marts.reps, filtered.data_days
-- needs:   deals
-- then:    overlap.subjects.goals.steps.needed.needed
-- columns: position (count), line, goal_id, revenue (money, needed_revenue, of deals), new_share (rate, needed_new_share, of deals),
--          days_left (count, needed_days), mean_won (money, mean_won_new, of deals), mean_won_low (money,, of deals),
--          mean_won_high (money,, of deals), judged_count (count, needed_judged), won_count (count, needed_won),
--          rate (rate, needed_rate), rate_low (rate), rate_high (rate), needed (number, needed_units, of deals),
--          needed_low (number,, of deals), needed_high (number,, of deals), a_week (number, needed_a_week, of deals),
--          a_week_low (number,, of deals), a_week_high (number,, of deals), usual (number, usual_a_week),
--          capacity (number, needed_capacity), people_count (count, needed_people), people_needed (number, needed_people_needed, of deals),
--          verdict (,, of deals)
with

goal as (

    select
        revenue_left.goal_id,
        coalesce(cast($revenue as decimal(18, 2)), revenue_left.amount) as revenue,
        coalesce($days, revenue_left.days_left) as days_left
    from (select 1 as one) as always
    left join filtered.revenue_left($as_of) as revenue_left on $revenue is null

),

deals_won as (

    select
        coalesce(sum(selected_cents), 0) as all_cents,
        coalesce(sum(selected_cents) filter (where kind = 'new'), 0) as new_cents,
        count(selected_cents) filter (where kind = 'new') as amount_count,
        avg(cast(selected_cents as double) order by selected_cents) filter (where kind = 'new') as mean_cents,
        stddev_samp(cast(selected_cents as double) order by selected_cents) filter (where kind = 'new') as spread_cents
    from filtered.deals_closed($filters)
    where is_won

),

tries as (

    select
        count(*) as tried_count,
        avg(attempts_14d) as mean_attempts,
        stddev_samp(attempts_14d order by attempts_14d) as spread_attempts
    from filtered.followups($filters)
    where after_14_days is not null

),

people as (

    select
        count(*) as people_count,
        sum(reps.weekly_capacity) as capacity
    from marts.reps
    cross join filtered.data_days($as_of) as data_days
    where
        reps.weekly_capacity > 0
        and coalesce(reps.active_from, date '0001-01-01') <= data_days.reaches_on
        and coalesce(reps.active_to, date '9999-12-31') >= data_days.reaches_on
        and filtered.keeps(($filters::filters).reps, reps.rep_id)
        and filtered.keeps(($filters::filters).teams, reps.team)

),

lately as (

    select
        days_by_line.line,
        sum(days_by_line.number) as number
    from filtered.days_by_line($any_day_filters) as days_by_line
    inner join filtered.data_days($as_of) as data_days
        on days_by_line.day >= data_days.whole_until - 84 and days_by_line.day < data_days.whole_until
    group by all

),

lines as (

    select
        unnest(generate_series(1, 7)) as position,
        unnest(['won deal', 'opened deal', 'SQL', 'MQL', 'lead', 'handoff', 'attempt']) as line

)

select
    cast(lines.position as bigint) as position,
    lines.line,
    goal.goal_id,
    goal.revenue,
    cast(goal.days_left as bigint) as days_left,
    deals_won.new_cents / nullif(cast(deals_won.all_cents as double), 0) as new_share,
    deals_won.amount_count,
    deals_won.mean_cents,
    deals_won.spread_cents,
    case when lines.line = 'won deal' then deals_won.amount_count when lines.line <> 'attempt' then wins.judged_count end as judged_count,
    case when lines.line = 'won deal' then deals_won.amount_count when lines.line <> 'attempt' then wins.won_count end as won_count,
    coalesce(lately.number, 0) / 12e0 as usual,
    tries.tried_count,
    tries.mean_attempts,
    tries.spread_attempts,
    people.people_count,
    cast(people.capacity as double) as capacity
from lines
cross join goal
cross join deals_won
cross join tries
cross join people
left join filtered.wins_by_line($filters) as wins
    on wins.line = case when lines.line = 'attempt' then 'handoff' else lines.line end
left join lately on lines.line = lately.line
order by lines.position
