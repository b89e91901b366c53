-- Deals still open as of the generation that were opened before the period's end.

create macro seen.pipeline_seen(filters) as table
    select deals.*
    from marts.deals
    where
        deals.outcome = 'open' and ((filters::filters).ends_on is null or coalesce(deals.opened_on, date '1900-01-01') < (filters::filters).ends_on)
        and seen.keeps((filters::filters).channels, deals.channel)
        and seen.keeps((filters::filters).campaigns, deals.campaign_id)
        and seen.keeps_any((filters::filters).reps, deals.rep_ids)
        and seen.keeps_any((filters::filters).teams, deals.teams)
        and seen.keeps((filters::filters).regions, deals.region)
        and seen.keeps((filters::filters).segments, deals.segment)
        and seen.keeps((filters::filters).kinds, deals.kind);

create macro seen.pipeline_scoped(filters, scope) as table
    select *
    from seen.pipeline_seen(filters)
    where seen.sees_any(scope, rep_ids);
