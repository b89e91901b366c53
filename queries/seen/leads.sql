-- Leads created in the period; channel and campaign are the lead's source, the rep holds its latest handoff now.

create macro seen.leads_seen(filters) as table
    select leads.*
    from marts.leads
    where
        seen.in_period(filters, leads.created_on)
        and seen.keeps_lead(
            filters, leads.channel, leads.campaign_id, leads.rep_id, leads.team,
            leads.region, leads.segment, leads.was_customer
        );

create macro seen.leads_scoped(filters, scope) as table
    select *
    from seen.leads_seen(filters)
    where seen.sees(scope, rep_id);

-- The same leads, each judged: won so far, or within N days if it is old enough for them.
create macro seen.leads_judged_seen(filters, within_days) as table
    select
        *,
        seen.counts_as_won(is_won, days_to_won, is_date_only, age_days, within_days) as counts_as_won,
        seen.is_old_enough(age_days, coalesce(within_days, won_within_days)) as is_old_enough
    from seen.leads_seen(filters);

create macro seen.leads_judged_scoped(filters, scope, within_days) as table
    select *
    from seen.leads_judged_seen(filters, within_days)
    where seen.sees(scope, rep_id);
