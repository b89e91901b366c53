-- Deals by the day they were opened; channel and campaign are the lead's source, reps are all who share the deal.

create macro seen.deals_opened_seen(filters) as table
    select deals.*
    from marts.deals
    where
        seen.in_period(filters, deals.opened_on)
        and seen.keeps_deal(
            filters, deals.channel, deals.campaign_id, deals.rep_ids, deals.teams,
            deals.region, deals.segment, deals.kind
        );

create macro seen.deals_opened_scoped(filters, scope) as table
    select *
    from seen.deals_opened_seen(filters)
    where seen.sees_any(scope, rep_ids);
