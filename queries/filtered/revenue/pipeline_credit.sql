-- The ledger's cells of deals still open, each with the part of it that the deal's probability leaves.
--
-- weighted_cents are differences of the deal's running cents times its probability, so that they add up to the deal's own
-- weighted amount; they are null where nobody recorded a probability.

create macro filtered.pipeline_cells(model, asked_window, asked_half_life, asked_weights) as table
    select
        cells.* exclude (running_cents),
        deal_probabilities.stage as latest_stage,
        deal_probabilities.probability,
        cast(
            floor(deal_probabilities.probability * cells.running_cents + 0.5)
            - floor(deal_probabilities.probability * (cells.running_cents - cells.cents) + 0.5) as bigint
        ) as weighted_cents
    from (
        select
            *,
            cast(sum(cents) over (
                partition by deal_id order by j, rep_id rows unbounded preceding
            ) as bigint) as running_cents
        from filtered.cells_of('open', model, asked_window, asked_half_life, asked_weights)
    ) as cells
    left join marts.deal_probabilities on cells.deal_id = deal_probabilities.deal_id;

create macro filtered.pipeline_credit(filters, of_deals, model, asked_window, asked_half_life, asked_weights) as table
    select
        cells.*,
        deals.amount_cents,
        deals.amount_cents is not null as has_amount
    from filtered.pipeline_cells(model, asked_window, asked_half_life, asked_weights) as cells
    inner join filtered.pipeline(of_deals) as deals on cells.deal_id = deals.deal_id
    where
        filtered.keeps_cell(
            filters, cells.channel, cells.campaign_id, cells.rep_id, cells.team, cells.region, cells.segment, cells.kind
        );

-- By hand: a cell is one person's, and is seen by all who share its deal.
create macro filtered.pipeline_credit_scoped(filters, scope, of_deals, model, asked_window, asked_half_life, asked_weights) as table
    select cells.*
    from filtered.pipeline_credit(filters, of_deals, model, asked_window, asked_half_life, asked_weights) as cells
    inner join marts.deals on cells.deal_id = deals.deal_id
    where filtered.sees_any(scope, deals.rep_ids);
