-- Deals still open as of the generation that were opened before the period's end, and what the wanted people share of each.

create macro filtered.pipeline(filters) as table
    select
        deals.*,
        deal_parts.selected_cents,
        deal_parts.share,
        deal_parts.is_shared
    from marts.deals
    inner join filtered.deal_parts(filters) as deal_parts on deals.deal_id = deal_parts.deal_id
    where
        deals.outcome = 'open' and ((filters::filters).ends_on is null or coalesce(deals.opened_on, date '1900-01-01') < (filters::filters).ends_on)
        and filtered.keeps_deal(
            filters, deals.channel, deals.campaign_id, deals.region, deals.segment, deals.kind
        );
