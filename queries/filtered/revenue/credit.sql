-- The ledger's cells: what each touch and each person earned of the deals closed in the period, under the model asked for.
--
-- At the agreed window and half-life the cells stand in marts.credit; another window or half-life and the custom weights are
-- worked out when asked, by the same rules. Campaign, channel and rep filters choose cells after the weights were given.

create macro filtered.is_what_if(model, asked_window, asked_half_life) as (
    model = 'custom' or asked_window is not null or (model = 'time_decay' and asked_half_life is not null)
);

create macro filtered.stored_cents(
    model, first_cents, last_cents, linear_cents, position_cents, u_shaped_cents, w_shaped_cents, full_path_cents,
    time_decay_cents, shapley_cents, markov_cents
) as (
    case model
        when 'first' then first_cents when 'last' then last_cents when 'linear' then linear_cents
        when 'position' then position_cents when 'u_shaped' then u_shaped_cents when 'w_shaped' then w_shaped_cents
        when 'full_path' then full_path_cents when 'time_decay' then time_decay_cents
        when 'shapley' then shapley_cents when 'markov' then markov_cents
    end
);

-- The touches of deals of one outcome inside the agreed window or the one asked for.
create macro filtered.journeys(wanted_outcome, asked_window) as table
    select *
    from marts.deal_touches
    where
        outcome = wanted_outcome
        and case
            when asked_window is null then is_in_window
            else
                (is_dating_error or age_s <= asked_window * 86400)
                and earns_within(is_uncredited, credited_age_s, asked_window)
        end;

-- What a deal's touches weigh in all: how many there are, the running sums' ends, and the five numbers of the model.
-- Custom weights are those asked for, else those agreed at the deal's close.
create macro filtered.deal_weights(wanted_outcome, model, asked_window, asked_weights) as table
    select
        totals.*,
        case when model = 'custom' then coalesce(asked_weights[1], weights."first") else first_weight(model) end as f,
        case when model = 'custom' then coalesce(asked_weights[2], weights.lead) else lead_weight(model) end as l,
        case when model = 'custom' then coalesce(asked_weights[3], weights.opportunity) else opportunity_weight(model) end as o,
        case when model = 'custom' then coalesce(asked_weights[4], weights."last") else last_weight(model) end as z,
        case when model = 'custom' then coalesce(asked_weights[5], weights.rest) else rest_weight(model) end as r
    from (
        select
            deal_id,
            max(j) as n,
            max(c_time_decay) as t_time_decay,
            max(c_shapley) as t_shapley,
            max(c_markov) as t_markov
        from filtered.journeys(wanted_outcome, asked_window)
        group by deal_id
    ) as totals
    inner join marts.deals on totals.deal_id = deals.deal_id
    left join agreements.weights
        on deals.ends_at >= weights.effective_from
        and deals.ends_at < weights.effective_to;

-- C(j - 1), C(j) and C(n) of each touch; where the touches of weight are is told once, since three times it took longest to plan.
create macro filtered.touch_weights(wanted_outcome, model, asked_window, asked_weights) as table
    select
        deal_id,
        touch_id,
        j,
        campaign_id,
        channel,
        case model
            when 'time_decay' then c_time_decay - w_time_decay
            when 'shapley' then c_shapley - w_shapley
            when 'markov' then c_markov - w_markov
            else upto_of(j - 1, n, j_lead, j_opportunity, f, l, o, z, r, lead_at, opportunity_at, first_at, rest_count)
        end as c_lo,
        case model
            when 'time_decay' then c_time_decay
            when 'shapley' then c_shapley
            when 'markov' then c_markov
            else upto_of(j, n, j_lead, j_opportunity, f, l, o, z, r, lead_at, opportunity_at, first_at, rest_count)
        end as c_hi,
        case model
            when 'time_decay' then t_time_decay
            when 'shapley' then t_shapley
            when 'markov' then t_markov
            else upto_of(n, n, j_lead, j_opportunity, f, l, o, z, r, lead_at, opportunity_at, first_at, rest_count)
        end as c_n
    from (
        select
            journeys.*,
            deal_weights.* exclude (deal_id),
            lead_alone(j_lead, l, z) as lead_at,
            opportunity_alone(j_lead, j_opportunity, l, o, z) as opportunity_at,
            first_alone(n, j_lead, j_opportunity, f, l, o, z) as first_at,
            n - specials(n, lead_at, opportunity_at, first_at, z) as rest_count
        from filtered.journeys(wanted_outcome, asked_window) as journeys
        inner join filtered.deal_weights(wanted_outcome, model, asked_window, asked_weights) as deal_weights
            on journeys.deal_id = deal_weights.deal_id
    );

-- The same for time decay at another half-life, whose running sum is not kept.
create macro filtered.decayed_weights(wanted_outcome, asked_window, asked_half_life) as table
    select
        deal_id,
        touch_id,
        j,
        campaign_id,
        channel,
        cast(sum(weight) over (partition by deal_id order by j rows unbounded preceding) as bigint) - weight as c_lo,
        cast(sum(weight) over (partition by deal_id order by j rows unbounded preceding) as bigint) as c_hi,
        cast(sum(weight) over (partition by deal_id) as bigint) as c_n
    from (
        select *, decay_weight(age_s, asked_half_life) as weight
        from filtered.journeys(wanted_outcome, asked_window)
    ) as weighed;

create macro filtered.asked_weights(wanted_outcome, model, asked_window, asked_half_life, custom_weights) as table
    from filtered.touch_weights(wanted_outcome, model, asked_window, custom_weights)
    where not (model = 'time_decay' and asked_half_life is not null)
    union all
    from filtered.decayed_weights(wanted_outcome, asked_window, asked_half_life)
    where model = 'time_decay' and asked_half_life is not null;

-- Cells of deals of one outcome, worked out now; a deal without a touch in the window has a row without campaign.
create macro filtered.cells_of(wanted_outcome, model, asked_window, asked_half_life, asked_weights) as table
    select
        deals.deal_id,
        coalesce(touch_weights.j, 1) as j,
        deal_shares.rep_id,
        reps.team,
        touch_weights.campaign_id,
        touch_weights.channel,
        touch_weights.deal_id is not null as has_touch,
        deals.closed_on,
        deals.account_id,
        deals.region,
        deals.segment,
        deals.kind,
        cell(
            coalesce(deal_shares.rep_cents, deals.amount_cents, 0),
            coalesce(touch_weights.c_lo, 0), coalesce(touch_weights.c_hi, 1), coalesce(touch_weights.c_n, 1)
        ) as cents
    from marts.deals
    left join filtered.asked_weights(
        wanted_outcome, model, asked_window, asked_half_life, asked_weights
    ) as touch_weights on deals.deal_id = touch_weights.deal_id
    left join marts.deal_shares on deals.deal_id = deal_shares.deal_id
    left join marts.reps on deal_shares.rep_id = reps.rep_id
    where deals.outcome = wanted_outcome;

create macro filtered.cells(model, asked_window, asked_half_life, asked_weights) as table
    select
        deal_id, j, rep_id, team, campaign_id, channel, has_touch, closed_on, account_id, region, segment, kind,
        filtered.stored_cents(
            model, first_cents, last_cents, linear_cents, position_cents, u_shaped_cents, w_shaped_cents,
            full_path_cents, time_decay_cents, shapley_cents, markov_cents
        ) as cents
    from marts.credit
    where not filtered.is_what_if(model, asked_window, asked_half_life)
    union all
    select *
    from filtered.cells_of('won', model, asked_window, asked_half_life, asked_weights)
    where filtered.is_what_if(model, asked_window, asked_half_life);

create macro filtered.keeps_cell(filters, channel, campaign_id, rep_id, team, region, segment, kind) as (
    ((filters).channels is null or list_position((filters).channels, channel) is not null)
    and ((filters).campaigns is null or list_position((filters).campaigns, campaign_id) is not null)
    and ((filters).reps is null or list_position((filters).reps, rep_id) is not null)
    and ((filters).teams is null or list_position((filters).teams, team) is not null)
    and ((filters).regions is null or list_position((filters).regions, region) is not null)
    and ((filters).segments is null or list_position((filters).segments, segment) is not null)
    and ((filters).kinds is null or list_position((filters).kinds, kind) is not null)
);

create macro filtered.credit(filters, model, asked_window, asked_half_life, asked_weights) as table
    select cells.*
    from filtered.cells(model, asked_window, asked_half_life, asked_weights) as cells
    where
        filtered.in_period(filters, cells.closed_on)
        and filtered.keeps_cell(
            filters, cells.channel, cells.campaign_id, cells.rep_id, cells.team, cells.region, cells.segment, cells.kind
        );

-- The same beside the whole deal's amount, of which each cell is a part.
create macro filtered.credited_deals(filters, model, asked_window, asked_half_life, asked_weights) as table
    select
        credit.*,
        deals.amount_cents
    from filtered.credit(filters, model, asked_window, asked_half_life, asked_weights) as credit
    inner join marts.deals on credit.deal_id = deals.deal_id;

-- By hand: a cell is one person's, and is seen by all who share its deal.
create macro filtered.credit_scoped(filters, scope, model, asked_window, asked_half_life, asked_weights) as table
    select cells.*
    from filtered.credit(filters, model, asked_window, asked_half_life, asked_weights) as cells
    inner join marts.deals on cells.deal_id = deals.deal_id
    where filtered.sees_any(scope, deals.rep_ids);
