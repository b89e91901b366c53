-- What HubSpot reckoned a currency at: the exchange rate of the deals that close that day, or were made then.
--
-- grain: currency, day
-- reads: raw.living_deals
-- needs: rows
select
    upper(currency) as currency,
    cast(timezone($zone, coalesce(closed_at, created_at)) as date) as day,
    mode(exchange_rate order by exchange_rate) as rate
from raw.living_deals
where
    currency is not null
    and exchange_rate > 0
    and coalesce(closed_at, created_at) is not null
group by 1, 2
