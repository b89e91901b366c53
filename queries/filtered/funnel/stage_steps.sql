-- Steps of the first round of each lead by the day the step began, whatever came before; filters as for leads.

-- scoped: rep_id
create macro filtered.steps(filters) as table
    select
        funnel_steps.*,
        filtered.is_mature(age_days, within_days) as is_old_enough,
        coalesce(days_to_next < within_days, false) as is_made
    from marts.funnel_steps
    where
        funnel_steps.episode = 1
        and filtered.in_period(filters, funnel_steps.began_on)
        and filtered.keeps_lead(
            filters, funnel_steps.channel, funnel_steps.campaign_id, funnel_steps.rep_id, funnel_steps.team,
            funnel_steps.region, funnel_steps.segment, funnel_steps.was_customer
        );
