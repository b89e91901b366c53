-- Episodes by the day the lead was qualified in them (or got further); filters as for leads.

create macro seen.episodes_seen(filters) as table
    select episodes.*
    from marts.episodes
    where
        seen.in_period(filters, episodes.mql_on)
        and seen.keeps_lead(
            filters, episodes.channel, episodes.campaign_id, episodes.rep_id, episodes.team,
            episodes.region, episodes.segment, episodes.was_customer
        );

create macro seen.episodes_scoped(filters, scope) as table
    select *
    from seen.episodes_seen(filters)
    where seen.sees(scope, rep_id);
