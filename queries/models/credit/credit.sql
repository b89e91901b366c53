-- Every cent of every won deal, once per person and touch, under each model at the agreed window and half-life: the ledger.
--
-- A deal's cents go first to its people, then each person's cents over the touches by cumulative weights, so both margins
-- are exact and no cell is negative. No touch in the window: one row without campaign; no person: rep_id is null.
--
-- grain: deal_id, j, rep_id?
-- scope: cluster
-- reads: marts.deals, marts.deal_touches, marts.deal_shares, marts.reps
with

won as (

    select
        deal_id,
        closed_on,
        account_id,
        region,
        segment,
        kind,
        coalesce(amount_cents, 0) as amount_cents
    from marts.deals
    where is_won

),

touches as (

    select *
    from marts.deal_touches
    where outcome = 'won' and is_in_window

),

totals as (

    select
        deal_id,
        max(j) as n,
        max(c_time_decay) as t_time_decay,
        max(c_shapley) as t_shapley,
        max(c_markov) as t_markov
    from touches
    group by all

),

touches_with_totals as (

    select
        touches.deal_id,
        touches.j,
        touches.campaign_id,
        touches.channel,
        true as has_touch,
        touches.j_lead,
        touches.j_opportunity,
        touches.w_time_decay,
        touches.c_time_decay,
        touches.w_shapley,
        touches.c_shapley,
        touches.w_markov,
        touches.c_markov,
        totals.n,
        totals.t_time_decay,
        totals.t_shapley,
        totals.t_markov
    from touches
    inner join totals on touches.deal_id = totals.deal_id
    union all
    select won.deal_id, 1, null, null, false, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
    from won
    left join totals on won.deal_id = totals.deal_id
    where totals.deal_id is null

),

cells as (

    select
        touches_with_totals.*,
        won.closed_on,
        won.account_id,
        won.region,
        won.segment,
        won.kind,
        deal_shares.rep_id,
        coalesce(deal_shares.rep_cents, won.amount_cents) as cents
    from touches_with_totals
    inner join won on touches_with_totals.deal_id = won.deal_id
    left join marts.deal_shares on touches_with_totals.deal_id = deal_shares.deal_id

),

-- C(j - 1), C(j) and C(n) once each: written inside `cell` they would be planned ten times over. The five numbers are those of
-- first_weight(model) to rest_weight(model), written out because planning those took a second of every small build.
cells_with_weights as (

    select
        *,
        upto(j - 1, n, j_lead, j_opportunity, 1, 0, 0, 0, 0) as lo_first,
        upto(j, n, j_lead, j_opportunity, 1, 0, 0, 0, 0) as hi_first,
        upto(n, n, j_lead, j_opportunity, 1, 0, 0, 0, 0) as n_first,
        upto(j - 1, n, j_lead, j_opportunity, 0, 0, 0, 1, 0) as lo_last,
        upto(j, n, j_lead, j_opportunity, 0, 0, 0, 1, 0) as hi_last,
        upto(n, n, j_lead, j_opportunity, 0, 0, 0, 1, 0) as n_last,
        upto(j - 1, n, j_lead, j_opportunity, 0, 0, 0, 0, 1) as lo_linear,
        upto(j, n, j_lead, j_opportunity, 0, 0, 0, 0, 1) as hi_linear,
        upto(n, n, j_lead, j_opportunity, 0, 0, 0, 0, 1) as n_linear,
        upto(j - 1, n, j_lead, j_opportunity, 40, 0, 0, 40, 20) as lo_position,
        upto(j, n, j_lead, j_opportunity, 40, 0, 0, 40, 20) as hi_position,
        upto(n, n, j_lead, j_opportunity, 40, 0, 0, 40, 20) as n_position,
        upto(j - 1, n, j_lead, j_opportunity, 40, 40, 0, 0, 20) as lo_u_shaped,
        upto(j, n, j_lead, j_opportunity, 40, 40, 0, 0, 20) as hi_u_shaped,
        upto(n, n, j_lead, j_opportunity, 40, 40, 0, 0, 20) as n_u_shaped,
        upto(j - 1, n, j_lead, j_opportunity, 30, 30, 30, 0, 10) as lo_w_shaped,
        upto(j, n, j_lead, j_opportunity, 30, 30, 30, 0, 10) as hi_w_shaped,
        upto(n, n, j_lead, j_opportunity, 30, 30, 30, 0, 10) as n_w_shaped,
        upto(j - 1, n, j_lead, j_opportunity, 225, 225, 225, 225, 100) as lo_full_path,
        upto(j, n, j_lead, j_opportunity, 225, 225, 225, 225, 100) as hi_full_path,
        upto(n, n, j_lead, j_opportunity, 225, 225, 225, 225, 100) as n_full_path
    from cells

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
    cells.account_id,
    cells.region,
    cells.segment,
    cells.kind,
    cell(cells.cents, cells.lo_first, cells.hi_first, cells.n_first) as first_cents,
    cell(cells.cents, cells.lo_last, cells.hi_last, cells.n_last) as last_cents,
    cell(cells.cents, cells.lo_linear, cells.hi_linear, cells.n_linear) as linear_cents,
    cell(cells.cents, cells.lo_position, cells.hi_position, cells.n_position) as position_cents,
    cell(cells.cents, cells.lo_u_shaped, cells.hi_u_shaped, cells.n_u_shaped) as u_shaped_cents,
    cell(cells.cents, cells.lo_w_shaped, cells.hi_w_shaped, cells.n_w_shaped) as w_shaped_cents,
    cell(cells.cents, cells.lo_full_path, cells.hi_full_path, cells.n_full_path) as full_path_cents,
    cell(cells.cents, cells.c_time_decay - cells.w_time_decay, cells.c_time_decay, cells.t_time_decay) as time_decay_cents,
    cell(cells.cents, cells.c_shapley - cells.w_shapley, cells.c_shapley, cells.t_shapley) as shapley_cents,
    cell(cells.cents, cells.c_markov - cells.w_markov, cells.c_markov, cells.t_markov) as markov_cents
from cells_with_weights as cells
left join marts.reps on cells.rep_id = reps.rep_id
order by cells.closed_on, cells.deal_id, cells.j, cells.rep_id
