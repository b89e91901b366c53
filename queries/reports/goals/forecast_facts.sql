-- What does the forecast of each revenue goal that runs rest on?
--
-- By `forecast_scope`, whose goal it is and for which period: the deals open now (their cents are the part of its people), those open
-- at earlier origins by kind, stage and age, what came from each origin within as many days as are to go now, what is booked, the
-- deals opened by week, the amounts of those won and the weeks they took, and what won and lost ones were thought to be
-- worth before.
--
-- grain:   forecast_scope?, fact, day?, kind?, stage?, age_from?, deal_number
-- params:  $as_of
-- reads:   filtered.forecast_facts
-- needs:   deals
-- columns: forecast_scope (number), fact, day (date), kind, stage, age_from (number, deal_age_weeks), deal_number (number),
--          deal_count (count, forecast_fact_deals), priced_count (count, forecast_fact_deals), cents (number, forecast_fact_cents),
--          cents_squared (number)
select
    forecast_scope,
    fact,
    day,
    kind,
    stage,
    age_from,
    row_number() over (partition by forecast_scope, fact, day, kind, stage, age_from order by cents desc nulls last, deal_id) as deal_number,
    cast(deal_count as bigint) as deal_count,
    cast(priced_count as bigint) as priced_count,
    cast(cents as double) as cents,
    cast(cents_squared as double) as cents_squared
from filtered.forecast_facts($as_of)
order by forecast_scope nulls first, fact, day, kind, stage, age_from, deal_number
