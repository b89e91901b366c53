-- The ledger of overlay shares of deals won in the period: a share of each deal's cents beside the split, over its touches.
--
-- A ledger of its own: the people here share revenue with nobody, and it never enters credit. Campaign, channel, rep and team
-- filters choose its cells as they choose those of the ledger.

create macro filtered.overlay_cells(model, asked_window, asked_half_life, asked_weights) as table
    select
        deals.deal_id,
        coalesce(touch_weights.j, 1) as j,
        deal_overlays.rep_id,
        reps.team,
        touch_weights.campaign_id,
        touch_weights.channel,
        deal_overlays.bps,
        cell(
            deal_overlays.overlay_cents,
            coalesce(touch_weights.c_lo, 0), coalesce(touch_weights.c_hi, 1), coalesce(touch_weights.c_n, 1)
        ) as cents
    from marts.deal_overlays
    inner join marts.deals on deal_overlays.deal_id = deals.deal_id
    left join filtered.asked_weights(
        'won', model, asked_window, asked_half_life, asked_weights
    ) as touch_weights on deals.deal_id = touch_weights.deal_id
    left join marts.reps on deal_overlays.rep_id = reps.rep_id
    where deals.is_won;

create macro filtered.overlays(filters, model, asked_window, asked_half_life, asked_weights) as table
    select cells.*
    from filtered.overlay_cells(model, asked_window, asked_half_life, asked_weights) as cells
    inner join marts.deals on cells.deal_id = deals.deal_id
    where
        filtered.in_period(filters, deals.closed_on)
        and filtered.keeps_cell(
            filters, cells.channel, cells.campaign_id, cells.rep_id, cells.team,
            deals.region, deals.segment, deals.kind
        );

-- By hand: a cell is seen by who shares its deal, and by the person whose overlay it is.
create macro filtered.overlays_scoped(filters, scope, model, asked_window, asked_half_life, asked_weights) as table
    select cells.*
    from filtered.overlays(filters, model, asked_window, asked_half_life, asked_weights) as cells
    inner join marts.deals on cells.deal_id = deals.deal_id
    where filtered.sees_any(scope, deals.rep_ids) or filtered.sees(scope, cells.rep_id);
