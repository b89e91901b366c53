-- Deals by the day they were won or lost; channel and campaign are the lead's source, people those who share the deal.
--
-- selected_cents is what the wanted people share of it: money is summed from that, deals are counted whole.

-- scoped: any rep_ids
create macro filtered.deals_closed(filters) as table
    select
        deals.*,
        deal_parts.selected_cents,
        deal_parts.share,
        deal_parts.is_shared
    from marts.deals
    inner join filtered.deal_parts(filters) as deal_parts on deals.deal_id = deal_parts.deal_id
    where
        deals.outcome <> 'open' and filtered.in_period(filters, deals.closed_on)
        and filtered.keeps_deal(
            filters, deals.channel, deals.campaign_id, deals.region, deals.segment, deals.kind
        );
