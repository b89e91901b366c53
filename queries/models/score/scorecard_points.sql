-- The fitted points of every handoff the scorecard knows of, the chance they stand for, and whether the fit never saw its account.
--
-- A handoff is held out from the scorecard's test day on, unless its account was in the fit; those between are neither.
--
-- grain: handoff_id
-- scope: house
-- reads: marts.scorecard_features, marts.scorecard
with

basis as (

    select
        max(tested_from) as tested_from,
        max(intercept) as intercept,
        max(log_odds_a_point) as log_odds_a_point
    from marts.scorecard

),

pointed as (

    select
        features.handoff_id,
        features.account_id,
        features.handed_on,
        features.sql_within_days,
        cast(coalesce(sum(scorecard.points * least(features.amount, scorecard.most)), 0) as bigint) as points
    from marts.scorecard_features as features
    left join marts.scorecard
        on features.part = scorecard.part
        and features.what = scorecard.what
    group by all

),

fitted_on as (

    select distinct pointed.account_id
    from pointed
    cross join basis
    where date_add(pointed.handed_on, to_days(cast(pointed.sql_within_days as integer))) <= basis.tested_from

)

select
    pointed.handoff_id,
    pointed.points,
    1 / (1 + exp(-(basis.intercept + basis.log_odds_a_point * pointed.points))) as chance,
    pointed.handed_on >= basis.tested_from and fitted_on.account_id is null as is_held_out
from pointed
cross join basis
left join fitted_on on pointed.account_id = fitted_on.account_id
where basis.tested_from is not null
order by pointed.handed_on, pointed.handoff_id
