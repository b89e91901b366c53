-- Episodes by the day the lead was qualified in them (or got further); filters as for leads.

create macro seen.episodes_seen(filters) as table
    select episodes.*
    from marts.episodes
    where
        seen.in_period(filters, episodes.mql_on)
        and seen.keeps((filters::filters).channels, episodes.channel)
        and seen.keeps((filters::filters).campaigns, episodes.campaign_id)
        and seen.keeps((filters::filters).reps, episodes.rep_id)
        and seen.keeps((filters::filters).teams, episodes.team)
        and seen.keeps((filters::filters).regions, episodes.region)
        and seen.keeps((filters::filters).segments, episodes.segment)
        and seen.keeps_customer((filters::filters).kinds, episodes.was_customer);

create macro seen.episodes_scoped(filters, scope) as table
    select *
    from seen.episodes_seen(filters)
    where seen.sees(scope, rep_id);
