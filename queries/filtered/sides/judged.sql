-- Single handoffs with all that a number of Both sides asks of one, so that each number opens to the handoffs it counts.

-- Whole weeks, from the agreed weekday, of both periods; those before the first handoff of the company are none.
create macro filtered.sides_weeks(filters, as_of) as table
    select
        arms.arm,
        cast(unnest(generate_series(
            filtered.week_of(greatest(arms.starts_on, first_days.first_on) + 6), arms.ends_on - 7, interval 7 day
        )) as date) as week
    from filtered.sides_arms(filters, as_of) as arms
    cross join (
        select min(handed_on) as first_on
        from marts.handoffs
    ) as first_days;

-- How full each week was, of all that came to the people asked for: the filters that choose people, at any time.
create macro filtered.sides_loads(people, as_of) as table
    select
        filtered.week_of(weeks.week) as first_on,
        weeks.load
    from filtered.weeks(people, as_of) as weeks;

-- The campaign with the most mature handoffs of the period, the lowest id of several.
create macro filtered.sides_largest_campaign(filters, as_of) as table
    select campaign_id
    from filtered.sides_handoffs(filters, as_of)
    where arm = 'now' and is_winnable and campaign_id is not null
    group by all
    order by count(*) desc, campaign_id
    limit 1;

-- Marketing's handoffs of each whole week; a week without any counts.
create macro filtered.sides_arrivals(filters, as_of) as table
    select
        weeks.arm,
        weeks.week,
        weeks.week + 7 as next_week,
        count(handoffs.handoff_id) as handoff_count
    from filtered.sides_weeks(filters, as_of) as weeks
    left join filtered.sides_handoffs(filters, as_of) as handoffs
        on weeks.arm = handoffs.arm
        and weeks.week = handoffs.first_on
        and handoffs.is_marketing
    group by all;

-- scoped: rep_id
create macro filtered.sides_judged(filters, people, as_of) as table
    select
        handoffs.*,
        weeks.week is not null as is_in_whole_week,
        loads.load,
        coalesce(followups.is_due, false) as is_due,
        coalesce(followups.is_in_time, false) as is_in_time,
        coalesce(followups.is_known_by_date, false) as is_known_by_date,
        largest.campaign_id is not null as is_of_largest_campaign
    from filtered.sides_handoffs(filters, as_of) as handoffs
    left join filtered.sides_weeks(filters, as_of) as weeks
        on handoffs.arm = weeks.arm and handoffs.first_on = weeks.week
    left join filtered.sides_loads(people, as_of) as loads on handoffs.first_on = loads.first_on
    left join marts.followups on handoffs.handoff_id = followups.handoff_id
    left join filtered.sides_largest_campaign(filters, as_of) as largest on handoffs.campaign_id = largest.campaign_id;
