-- What each touch of a deal weighs under the models that need a running sum: time decay, Shapley, Markov.
--
-- w_ is a touch's own weight, c_ that of the j newest together. Shapley and Markov count a campaign of the deal once, at its
-- newest touch: twelve opens of a newsletter are no twelve campaigns. Touches of channels that earn no credit are here only where
-- some window holds no other touch; in any one window only one of the two sorts earns (is_in_window: in the agreed one).
--
-- grain: deal_id, is_uncredited, j
-- scope: cluster
-- reads: marts.deal_journeys, marts.deals, marts.removal_effects, agreements.attribution
with

touches_with_weights as (

    select
        deal_journeys.* exclude (place, is_counted) replace (deal_journeys.is_counted as is_in_window),
        attribution.half_life_days,
        decay_weight(deal_journeys.age_s, attribution.half_life_days) as w_time_decay,
        cast(case
            when deal_journeys.j
                = min(deal_journeys.j) over (
                    partition by deal_journeys.deal_id, deal_journeys.is_uncredited, deal_journeys.campaign_id
                )
                then 1
            else 0
        end as bigint) as w_shapley,
        coalesce(removal_effects.weight, 1) as effect
    from marts.deal_journeys
    inner join marts.deals on deal_journeys.deal_id = deals.deal_id
    left join marts.removal_effects on deal_journeys.campaign_id = removal_effects.campaign_id
    left join agreements.attribution
        on deals.ends_at >= attribution.effective_from
        and deals.ends_at < attribution.effective_to
    where
        not deal_journeys.is_uncredited
        or deal_journeys.credited_age_s is null
        or deal_journeys.credited_age_s > deal_journeys.age_s

),

touches_with_all_weights as (

    select
        * exclude (effect),
        w_shapley * effect as w_markov
    from touches_with_weights

)

select
    *,
    cast(sum(w_time_decay) over (partition by deal_id, is_uncredited order by j rows unbounded preceding) as bigint) as c_time_decay,
    cast(sum(w_shapley) over (partition by deal_id, is_uncredited order by j rows unbounded preceding) as bigint) as c_shapley,
    cast(sum(w_markov) over (partition by deal_id, is_uncredited order by j rows unbounded preceding) as bigint) as c_markov
from touches_with_all_weights
order by closed_on, deal_id, is_uncredited, j
