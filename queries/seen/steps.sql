-- Steps of the first round of each lead by the day the step began, whatever came before; filters as for leads.

create macro seen.steps_seen(filters) as table
    select
        funnel_steps.*,
        seen.is_old_enough(age_days, within_days) as is_old_enough,
        coalesce(days_to_next < within_days, false) as is_made
    from marts.funnel_steps
    where
        funnel_steps.episode = 1
        and seen.in_period(filters, funnel_steps.began_on)
        and seen.keeps_lead(
            filters, funnel_steps.channel, funnel_steps.campaign_id, funnel_steps.rep_id, funnel_steps.team,
            funnel_steps.region, funnel_steps.segment, funnel_steps.was_customer
        );

create macro seen.steps_scoped(filters, scope) as table
    select *
    from seen.steps_seen(filters)
    where seen.sees(scope, rep_id);
