-- The ledger's cells of deals still open, each with the part of it that the deal's probability leaves.
--
-- weighted_cents are differences of the deal's running cents times its probability, so that they add up to the deal's own
-- weighted amount; they are null where nobody recorded a probability.

create macro seen.pipeline_cells(model, asked_window, asked_half_life, asked_weights) as table
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
        from seen.cells_of('open', model, asked_window, asked_half_life, asked_weights)
    ) as cells
    left join marts.deal_probabilities on cells.deal_id = deal_probabilities.deal_id;

create macro seen.pipeline_credit_seen(filters, model, asked_window, asked_half_life, asked_weights) as table
    select
        cells.*,
        deals.amount_cents,
        deals.amount_cents is not null as has_amount
    from seen.pipeline_cells(model, asked_window, asked_half_life, asked_weights) as cells
    inner join seen.pipeline_seen(seen.of_deals(filters)) as deals on cells.deal_id = deals.deal_id
    where
        seen.keeps_cell(
            filters, cells.channel, cells.campaign_id, cells.rep_id, cells.team, cells.region, cells.segment, cells.kind
        );

create macro seen.pipeline_credit_scoped(filters, scope, model, asked_window, asked_half_life, asked_weights) as table
    select cells.*
    from seen.pipeline_credit_seen(filters, model, asked_window, asked_half_life, asked_weights) as cells
    inner join marts.deals on cells.deal_id = deals.deal_id
    where seen.sees_any(scope, deals.rep_ids);
