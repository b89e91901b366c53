-- How much revenue is credited to each campaign under every model?
--
-- At the agreed window and half-life; each model's column adds up to the same revenue. lowest, highest and spread are over the
-- eleven. markov_total is the classic total: what was booked under the filters on deals, in proportion to the removal effects. It
-- belongs to no deal, so no filter on cells acts on it, and "no known campaign" has none; each is rounded by itself.
--
-- grain:   campaign_id?
-- params:  $filters, $deal_filters, $weights weights = null
-- reads:   marts.credit, filtered.credit, filtered.deals_closed, marts.removal_effects, marts.campaigns
-- columns: campaign_id, campaign_name, deal_count (count, deals_touched), first (money, credited_to),
--          last (money, credited_to), linear (money, credited_to), position (money, credited_to),
--          u_shaped (money, credited_to), w_shaped (money, credited_to), full_path (money, credited_to),
--          time_decay (money, credited_to), shapley (money, credited_to), markov (money, credited_to),
--          custom (money, credited_to), lowest (money, credited_to), highest (money, credited_to),
--          spread (money, credit_spread), markov_total (money, markov_total)
-- opens:   revenue/deals in_campaign='yes' campaign_id=campaign_id count=deal_count
with

by_stored_model as (

    select
        campaign_id,
        count(distinct deal_id) as deal_count,
        filtered.money(first_cents) as "first",
        filtered.money(last_cents) as "last",
        filtered.money(linear_cents) as linear,
        filtered.money(position_cents) as "position",
        filtered.money(u_shaped_cents) as u_shaped,
        filtered.money(w_shaped_cents) as w_shaped,
        filtered.money(full_path_cents) as full_path,
        filtered.money(time_decay_cents) as time_decay,
        filtered.money(shapley_cents) as shapley,
        filtered.money(markov_cents) as markov
    from marts.credit
    where
        filtered.in_period($filters, closed_on)
        and filtered.keeps_cell($filters, channel, campaign_id, rep_id, team, region, segment, kind)
    group by campaign_id

),

by_custom_weights as (

    select
        campaign_id,
        filtered.money(cents) as custom
    from filtered.credit($filters, 'custom', null, null, $weights::bigint[])
    group by campaign_id

),

side_by_side as (

    select
        by_stored_model.*,
        by_custom_weights.custom,
        least(
            "first", "last", linear, "position", u_shaped, w_shaped, full_path, time_decay, shapley, markov, custom
        ) as lowest,
        greatest(
            "first", "last", linear, "position", u_shaped, w_shaped, full_path, time_decay, shapley, markov, custom
        ) as highest
    from by_stored_model
    inner join by_custom_weights on by_stored_model.campaign_id is not distinct from by_custom_weights.campaign_id

),

booked as (

    select coalesce(sum(amount_cents), 0) as cents
    from filtered.deals_closed($deal_filters)
    where is_won

),

-- Where no campaign has an effect there is nothing to go by, and each gets the same part.
parts as (

    select
        campaign_id,
        coalesce(removal_effect / nullif(sum(removal_effect) over (), 0), 1 / count(*) over ()) as part
    from marts.removal_effects

)

select
    side_by_side.campaign_id,
    filtered.campaign_called(campaigns.campaign_name, side_by_side.campaign_id) as campaign_name,
    side_by_side.* exclude (campaign_id),
    cast(side_by_side.highest - side_by_side.lowest as decimal(18, 2)) as spread,
    cast(floor(booked.cents * parts.part + 0.5) * 0.01 as decimal(18, 2)) as markov_total
from side_by_side
cross join booked
left join parts on side_by_side.campaign_id = parts.campaign_id
left join marts.campaigns on side_by_side.campaign_id = campaigns.campaign_id
order by side_by_side.linear desc, campaign_name, side_by_side.campaign_id
