-- Leads created in the period; channel and campaign are the lead's source, the rep holds its latest handoff now.

-- scoped: rep_id
create macro filtered.leads(filters) as table
    select leads.*
    from marts.leads
    where
        filtered.in_period(filters, leads.created_on)
        and filtered.keeps_lead(
            filters, leads.channel, leads.campaign_id, leads.rep_id, leads.team,
            leads.region, leads.segment, leads.was_customer
        );

-- The same leads, each judged: won so far, or within N days if it is old enough for them.
-- scoped: rep_id
create macro filtered.leads_judged(filters, within_days) as table
    select
        *,
        filtered.counts_as_won(is_won, days_to_won, is_date_only, age_days, within_days) as counts_as_won,
        filtered.is_mature(age_days, coalesce(within_days, won_within_days)) as is_old_enough
    from filtered.leads(filters);
