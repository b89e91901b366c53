-- One deal taken apart, won, lost or open: what each touch weighs, and what each person gets of it.

create macro filtered.outcome_of(wanted_deal) as (
    (select outcome from marts.deals where deals.deal_id = wanted_deal)
);

-- By hand, as the next: a person's share is seen by all who share the deal, and nothing is read of another deal.
-- A deal without a touch in the window has one row without touch_id; one without people a row without rep_id.
create macro filtered.waterfall_scoped(scope, wanted_deal, model, asked_window, asked_half_life, asked_weights) as table
    select
        deals.deal_id,
        coalesce(touch_weights.j, 1) as j,
        touch_weights.touch_id,
        touch_weights.deal_id is not null as has_touch,
        max(touch_weights.j) over () as n,
        touch_weights.campaign_id,
        touch_weights.channel,
        coalesce((touch_weights.c_hi - touch_weights.c_lo) / touch_weights.c_n, 1) as weight,
        deal_shares.rep_id,
        deal_shares.bps,
        deal_shares.bt,
        cell(
            coalesce(deal_shares.rep_cents, deals.amount_cents, 0),
            coalesce(touch_weights.c_lo, 0), coalesce(touch_weights.c_hi, 1), coalesce(touch_weights.c_n, 1)
        ) as cents
    from marts.deals
    left join (
        select *
        from filtered.asked_weights(
            filtered.outcome_of(wanted_deal), model, asked_window, asked_half_life, asked_weights
        )
        where deal_id = wanted_deal
    ) as touch_weights on deals.deal_id = touch_weights.deal_id
    left join marts.deal_shares on deals.deal_id = deal_shares.deal_id
    where deals.deal_id = wanted_deal and filtered.sees_any(scope, deals.rep_ids);

create macro filtered.deal_people_scoped(scope, wanted_deal) as table
    select
        false as is_overlay,
        deal_shares.rep_id,
        deal_shares.bps,
        deal_shares.bt,
        coalesce(deal_shares.rep_cents, deals.amount_cents, 0) as cents
    from marts.deals
    left join marts.deal_shares on deals.deal_id = deal_shares.deal_id
    where deals.deal_id = wanted_deal and filtered.sees_any(scope, deals.rep_ids)
    union all
    select
        true,
        deal_overlays.rep_id,
        deal_overlays.bps,
        null,
        deal_overlays.overlay_cents
    from marts.deal_overlays
    inner join marts.deals on deal_overlays.deal_id = deals.deal_id
    where deals.deal_id = wanted_deal and filtered.sees_any(scope, deals.rep_ids);
