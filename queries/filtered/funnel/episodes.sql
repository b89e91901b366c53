-- Episodes by the day the lead was qualified in them (or got further); filters as for leads.

-- scoped: rep_id
create macro filtered.episodes(filters) as table
    select episodes.*
    from marts.episodes
    where
        filtered.in_period(filters, episodes.mql_on)
        and filtered.keeps_lead(
            filters, episodes.channel, episodes.campaign_id, episodes.rep_id, episodes.team,
            episodes.region, episodes.segment, episodes.was_customer
        );
