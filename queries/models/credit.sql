-- Every cent of every won deal, once per person and touch, under each model: the ledger.
--
-- A deal's cents go first to its people, then each person's cents over the touches by cumulative weights, so both margins
-- are exact and no cell is negative. No touch in the window: one row without campaign; no person: rep_id is null.
--
-- grain: deal_id, j, rep_id?
-- reads: marts.deals, marts.deal_touches, marts.deal_shares, marts.reps
with

won as (

    select
        deal_id,
        closed_on,
        region,
        segment,
        kind,
        coalesce(amount_cents, 0) as amount_cents
    from marts.deals
    where is_won

),

touch_counts as (

    select
        deal_id,
        max(j) as n
    from marts.deal_touches
    where outcome = 'won'
    group by all

),

weights as (

    select
        deal_touches.deal_id,
        deal_touches.j,
        deal_touches.campaign_id,
        deal_touches.channel,
        true as has_touch,
        touch_counts.n,
        -- C(j): the weight of the j newest touches
        case when deal_touches.j >= touch_counts.n then 1 else 0 end as c_first,
        1 as c_last,
        deal_touches.j as c_linear
    from marts.deal_touches
    inner join touch_counts on deal_touches.deal_id = touch_counts.deal_id
    union all
    select won.deal_id, 1, null, null, false, 1, 1, 1, 1
    from won
    left join touch_counts on won.deal_id = touch_counts.deal_id
    where touch_counts.deal_id is null

),

cells as (

    select
        weights.*,
        won.closed_on,
        won.region,
        won.segment,
        won.kind,
        deal_shares.rep_id,
        coalesce(deal_shares.rep_cents, won.amount_cents) as cents
    from weights
    inner join won on weights.deal_id = won.deal_id
    left join marts.deal_shares on weights.deal_id = deal_shares.deal_id

)

select
    cells.deal_id,
    cells.j,
    cells.rep_id,
    reps.team,
    cells.campaign_id,
    cells.channel,
    cells.has_touch,
    cells.closed_on,
    cells.region,
    cells.segment,
    cells.kind,
    sign(cells.cents) * (
        part(abs(cells.cents), cells.c_first, 1)
        - part(abs(cells.cents), case when cells.j - 1 >= cells.n then 1 else 0 end, 1)
    ) as first_cents,
    sign(cells.cents) * (
        part(abs(cells.cents), cells.c_last, 1) - part(abs(cells.cents), case when cells.j > 1 then 1 else 0 end, 1)
    ) as last_cents,
    sign(cells.cents) * (
        part(abs(cells.cents), cells.c_linear, cells.n) - part(abs(cells.cents), cells.c_linear - 1, cells.n)
    ) as linear_cents
from cells
left join marts.reps on cells.rep_id = reps.rep_id
order by cells.closed_on, cells.deal_id, cells.j, cells.rep_id
