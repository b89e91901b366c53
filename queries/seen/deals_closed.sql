-- Deals by the day they were won or lost; channel and campaign are the lead's source, reps are all who share the deal.

create macro seen.deals_closed_seen(filters) as table
    select deals.*
    from marts.deals
    where
        deals.outcome <> 'open' and seen.in_period(filters, deals.closed_on)
        and seen.keeps((filters::filters).channels, deals.channel)
        and seen.keeps((filters::filters).campaigns, deals.campaign_id)
        and seen.keeps_any((filters::filters).reps, deals.rep_ids)
        and seen.keeps_any((filters::filters).teams, deals.teams)
        and seen.keeps((filters::filters).regions, deals.region)
        and seen.keeps((filters::filters).segments, deals.segment)
        and seen.keeps((filters::filters).kinds, deals.kind);

create macro seen.deals_closed_scoped(filters, scope) as table
    select *
    from seen.deals_closed_seen(filters)
    where seen.sees_any(scope, rep_ids);
