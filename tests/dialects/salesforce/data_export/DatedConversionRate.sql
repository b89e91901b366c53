select currency as "IsoCode", day as "StartDate", (1 / rate::double)::varchar as "ConversionRate" from rates
union all
select 'EUR', '2020-01-01', '1'
