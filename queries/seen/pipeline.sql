-- Deals still open as of the generation that were opened before the period's end.

create macro seen.pipeline_seen(filters) as table
    select deals.*
    from marts.deals
    where
        deals.outcome = 'open' and ((filters::filters).ends_on is null or coalesce(deals.opened_on, date '1900-01-01') < (filters::filters).ends_on)
        and seen.keeps_deal(
            filters, deals.channel, deals.campaign_id, deals.rep_ids, deals.teams,
            deals.region, deals.segment, deals.kind
        );

create macro seen.pipeline_scoped(filters, scope) as table
    select *
    from seen.pipeline_seen(filters)
    where seen.sees_any(scope, rep_ids);
