-- Leads created in the period; channel and campaign are the lead's source, rep and team those of its latest handoff.

create macro seen.leads_seen(filters) as table
    select leads.*
    from marts.leads
    where
        seen.in_period(filters, leads.created_on)
        and seen.keeps((filters::filters).channels, leads.channel)
        and seen.keeps((filters::filters).campaigns, leads.campaign_id)
        and seen.keeps((filters::filters).reps, leads.rep_id)
        and seen.keeps((filters::filters).teams, leads.team)
        and seen.keeps((filters::filters).regions, leads.region)
        and seen.keeps((filters::filters).segments, leads.segment)
        and seen.keeps_customer((filters::filters).kinds, leads.was_customer);

create macro seen.leads_scoped(filters, scope) as table
    select *
    from seen.leads_seen(filters)
    where seen.sees(scope, rep_id);
