-- Steps of the funnel by the day the step began, whatever came before; filters as for leads.

create macro seen.steps_seen(filters) as table
    select funnel_steps.*
    from marts.funnel_steps
    where
        seen.in_period(filters, funnel_steps.began_on)
        and seen.keeps((filters::filters).channels, funnel_steps.channel)
        and seen.keeps((filters::filters).campaigns, funnel_steps.campaign_id)
        and seen.keeps((filters::filters).reps, funnel_steps.rep_id)
        and seen.keeps((filters::filters).teams, funnel_steps.team)
        and seen.keeps((filters::filters).regions, funnel_steps.region)
        and seen.keeps((filters::filters).segments, funnel_steps.segment)
        and seen.keeps_customer((filters::filters).kinds, funnel_steps.was_customer);

create macro seen.steps_scoped(filters, scope) as table
    select *
    from seen.steps_seen(filters)
    where seen.sees(scope, rep_id);
