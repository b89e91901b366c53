-- In which currencies was the revenue booked, and at which exchange rates?
--
-- Deals won in the period, by the currency written on the deal; where none is, it is the company's own. `own_amount` and `booked`
-- are whole deals, in that currency and in the company's; under a filter on people `revenue` is their shares. `exchange_rate` is what
-- the whole comes to, the lowest and the highest are those of single deals, of the day each closed. A deal that has no rate for
-- its day stops the import or is rejected there; a deal without an amount adds nothing.
--
-- grain:   currency
-- params:  $filters
-- reads:   filtered.deals_closed
-- columns: currency, deal_count (count, deals_won), shared_count (count, deals_shared_with_others),
--          no_amount_count (count, deals_without_amount), own_amount (number, own_amount), booked (money, deal_amount),
--          revenue (money, booked_from), exchange_rate (number, exchange_rate), lowest_rate (number, exchange_rate),
--          highest_rate (number, exchange_rate), rate_count (count, exchange_rates_used)
-- opens:   revenue/deals_closed outcome='won' written_in=currency count=deal_count sum=revenue
--          revenue/deals_closed outcome='won' written_in=currency part='shared' count=shared_count
--          revenue/deals_closed outcome='won' written_in=currency part='no_amount' count=no_amount_count
select
    currency,
    count(*) as deal_count,
    count(*) filter (where is_shared) as shared_count,
    count(*) filter (where amount_booked is null) as no_amount_count,
    sum(amount_booked) as own_amount,
    filtered.money(coalesce(amount_cents, 0)) as booked,
    filtered.money(coalesce(selected_cents, 0)) as revenue,
    cast(sum(amount_cents) as double) / nullif(cast(sum(amount_booked) as double) * 100, 0) as exchange_rate,
    cast(min(rate) filter (where amount_booked is not null) as double) as lowest_rate,
    cast(max(rate) filter (where amount_booked is not null) as double) as highest_rate,
    count(distinct rate) filter (where amount_booked is not null) as rate_count
from filtered.deals_closed($filters)
where is_won
group by currency
order by booked desc, currency
