-- Leads by their points at 14 days of age: near the threshold agreed on that day, and around a change of it.

-- Leads within five points of the threshold agreed on the day they were 14 days old, those whose days to win after it have passed.
-- Won and handed over count from the lead's creation on: a lead handed over before that day was so because of its score.
-- scoped: rep_id
create macro filtered.near_threshold(filters) as table
    select
        leads.*,
        leads.points_14d - threshold.points as distance,
        case when leads.points_14d >= threshold.points then 'above' else 'below' end as side,
        coalesce(leads.days_to_won < first_days() + leads.won_within_days, false) as is_won_in_time,
        coalesce(leads.days_to_handed < 44, false) as is_handed_in_time
    from filtered.lead_points(filters) as leads
    inner join agreements.threshold
        on first_days_end_at(leads.created_at) >= threshold.effective_from
        and first_days_end_at(leads.created_at) < threshold.effective_to
    where
        leads.age_days >= first_days() + leads.won_within_days
        and leads.points_14d >= threshold.points - 5
        and leads.points_14d < threshold.points + 5;

-- Each dated change of the threshold with the one before it.
create macro filtered.threshold_changes(asked_at) as table
    select *
    from (
        select
            effective_from as changed_at,
            points as points_after,
            lag(points) over (order by effective_from) as points_before
        from agreements.threshold
    )
    where points_before <> points_after and changed_at <= cast(asked_at as timestamptz);

-- Leads that were 14 days old in the 90 days before or after a change: those with points between the two thresholds then, whom
-- the change is about, and those above both, whom it leaves alone.
-- scoped: rep_id
create macro filtered.around_changes(filters, asked_at) as table
    select
        leads.*,
        changes.changed_at,
        changes.points_before,
        changes.points_after,
        case when first_days_end_at(leads.created_at) < changes.changed_at then 'before' else 'after' end as period,
        case
            when leads.points_14d >= greatest(changes.points_before, changes.points_after) then 'compared'
            else 'affected'
        end as arm,
        coalesce(leads.days_to_won < first_days() + leads.won_within_days, false) as is_won_in_time
    from filtered.lead_points(filters) as leads
    inner join filtered.threshold_changes(asked_at) as changes
        on leads.created_at + interval 104 day >= changes.changed_at
        and first_days_end_at(leads.created_at) < changes.changed_at + interval 90 day
    where
        leads.age_days >= first_days() + leads.won_within_days
        and leads.points_14d >= least(changes.points_before, changes.points_after);
