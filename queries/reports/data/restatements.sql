-- Which headline numbers of past months have changed?
--
-- A month counts as over when it had ended before the as-of of the build before. since 'import' tells what moved with the newest
-- import or after it, 'all' everything that is kept. Counts stand in the count columns, money in the amount columns. why says what
-- was different: another export, agreements changed, another version. row_count is unknown after another version of Overlap.
--
-- formerly: data/restated
-- grain:   generation, metric, month
-- params:  $since varchar = 'import' in (import, all)
-- reads:   meta.restated, meta.files
-- columns: generation, known_at (time), month (date), metric, before_count (count), after_count (count), before_amount (money),
--          after_amount (money), why, row_count (count)
-- opens:   data/restated_rows generation=generation metric=metric month=month count=row_count
with

newest as (

    select max(loaded_at) as imported_at
    from meta.files

)

select
    restated.generation,
    restated.known_at,
    restated.month,
    restated.metric,
    case when restated.metric <> 'revenue_booked' then cast(restated.before_value as bigint) end as before_count,
    case when restated.metric <> 'revenue_booked' then cast(restated.after_value as bigint) end as after_count,
    case when restated.metric = 'revenue_booked' then cast(restated.before_value as decimal(18, 2)) end as before_amount,
    case when restated.metric = 'revenue_booked' then cast(restated.after_value as decimal(18, 2)) end as after_amount,
    restated.why,
    restated.row_count
from meta.restated
cross join newest
where $since = 'all' or restated.known_at >= newest.imported_at
order by restated.known_at desc, restated.month desc, restated.metric, restated.generation
