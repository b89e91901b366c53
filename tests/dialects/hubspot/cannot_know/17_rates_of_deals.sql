-- Exchange rates are known of the days on which a deal closed, or was made if it is open.
create or replace table rates as
select distinct rates.* from rates
inner join deals
    on rates.currency = deals.currency
    and rates.day = strftime(timezone('Europe/Berlin', coalesce(closed_at, opened_at)::timestamptz), '%Y-%m-%d');
