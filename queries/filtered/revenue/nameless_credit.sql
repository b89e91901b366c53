-- Credit that no campaign has, deal by deal, and why; before campaign filters, which would leave none of it.
--
-- beside_named: touches without a campaign share the deal with named ones; before_window: a campaign met its people in the year before
-- the close, too early for the window; no_lead: the deal names no lead; found_by_sales: sales found the lead and no campaign met it;
-- never_recorded: the rest.

-- scoped: any rep_ids
create macro filtered.nameless_credit(filters, model, asked_window, asked_half_life, asked_weights) as table
    select
        deals.deal_id,
        deals.lead_id,
        deals.rep_ids,
        case
            when named.deal_id is not null then 'beside_named'
            when earlier.deal_id is not null then 'before_window'
            when deals.lead_id is null then 'no_lead'
            when leads.sourced_by = 'sales' then 'found_by_sales'
            else 'never_recorded'
        end as reason,
        nameless.cents
    from (
        select
            deal_id,
            sum(cents) as cents
        from filtered.credit(filters, model, asked_window, asked_half_life, asked_weights)
        where campaign_id is null
        group by all
    ) as nameless
    inner join marts.deals on nameless.deal_id = deals.deal_id
    left join marts.leads on deals.lead_id = leads.lead_id
    left join (
        select distinct deal_id
        from filtered.cells(model, asked_window, asked_half_life, asked_weights)
        where campaign_id is not null
    ) as named on nameless.deal_id = named.deal_id
    left join (
        select distinct deal_id
        from marts.deal_journeys
        where campaign_id is not null
    ) as earlier on nameless.deal_id = earlier.deal_id;
