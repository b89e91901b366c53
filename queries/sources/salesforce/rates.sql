-- Dated exchange rates, from their first day until the next: what a unit is worth in the corporate currency.
--
-- Salesforce writes how many units one of the corporate currency buys.
--
-- grain: currency, day
-- reads: raw.conversion_rates
select
    upper(currency) as currency,
    starts_on as day,
    cast(round(1 / try_cast(min(rate) as double), 9) as decimal(18, 9)) as rate
from raw.conversion_rates
where try_cast(rate as double) > 0
group by 1, 2
