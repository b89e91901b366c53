-- Which days do the company's leads and deals cover?
--
-- fiscal_month is the month in which the company's year begins, as agreed. reaches_on is the last day with any of its time in the data; before whole_until every day is over.
--
-- formerly: filters/span
-- grain:   one row
-- params:  $as_of
-- reads:   filtered.data_days, marts.leads, marts.deals, meta.house, agreements.fiscal_year
-- columns: first_on (date), last_on (date), as_of_on (date), reaches_on (date), whole_until (date), time_zone, reporting_currency, is_demo (flag),
--          fiscal_month (count)
select
    least(
        (select min(created_on) from marts.leads),
        (select min(coalesce(opened_on, closed_on)) from marts.deals)
    ) as first_on,
    greatest(
        (select max(created_on) from marts.leads),
        (select max(coalesce(closed_on, opened_on)) from marts.deals)
    ) as last_on,
    cast(timezone(house.time_zone, cast($as_of as timestamptz)) as date) as as_of_on,
    data_days.reaches_on,
    data_days.whole_until,
    house.time_zone,
    house.reporting_currency,
    house.is_demo,
    fiscal_year.first_month as fiscal_month
from meta.house
cross join filtered.data_days($as_of) as data_days
inner join agreements.fiscal_year
    on cast($as_of as timestamptz) >= fiscal_year.effective_from
    and cast($as_of as timestamptz) < fiscal_year.effective_to
