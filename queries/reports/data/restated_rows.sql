-- Which rows changed a headline number of a past month?
--
-- before and after are what the row gave to the number: 1 for a row that is counted, its amount for money. what says what differs
-- in the export; empty where the row is the same and something else moved it: agreements, a rate, the rows around it.
--
-- grain:   generation, metric, month, id
-- params:  $scope, $since varchar = 'import' in (import, all), $generation varchar = null, $metric varchar = null,
--          $month date = null
-- reads:   filtered.restated_rows_scoped, meta.files
-- columns: generation, metric, month (date), id, before_amount (number), after_amount (number), what, lead_id, deal_id
with

newest as (

    select max(loaded_at) as imported_at
    from meta.files

)

select
    generation,
    metric,
    month,
    id,
    cast(before_value as double) as before_amount,
    cast(after_value as double) as after_amount,
    what,
    lead_id,
    deal_id
from filtered.restated_rows_scoped($scope)
cross join newest
where
    ($since = 'all' or known_at >= newest.imported_at)
    and generation = coalesce($generation, generation)
    and metric = coalesce($metric, metric)
    and month = coalesce(cast($month as date), month)
order by generation desc, month desc, metric, abs(after_value - before_value) desc, id
