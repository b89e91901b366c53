-- Steps that have had their days, of the period and of the one compared with, under the filters; one of both stands in both.

-- scoped: rep_id
create macro filtered.change_steps(filters, before) as table
    select
        *,
        filtered.in_period(filters, began_on) as is_now,
        filtered.in_period(before, began_on) as is_before,
        coalesce(days_to_next < within_days, false) as is_made
    from marts.funnel_steps
    where
        episode = 1
        and filtered.is_mature(age_days, within_days)
        and (filtered.in_period(filters, began_on) or filtered.in_period(before, began_on))
        and filtered.keeps_lead(filters, channel, campaign_id, rep_id, team, region, segment, was_customer);
