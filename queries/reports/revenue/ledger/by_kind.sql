-- How much revenue is new business, how much expansion and renewal?
--
-- Deals won in the period, by the kind written on the deal. Under a filter on people revenue is their shares; deals count whole.
--
-- grain:   kind
-- params:  $filters
-- reads:   filtered.deals_closed
-- columns: kind, deal_count (count, deals_won), shared_count (count, deals_shared_with_others),
--          revenue (money, booked_from)
-- opens:   revenue/deals_closed outcome='won' kinds=kind count=deal_count sum=revenue
--          revenue/deals_closed outcome='won' kinds=kind part='shared' count=shared_count
select
    kind,
    count(*) as deal_count,
    count(*) filter (where is_shared) as shared_count,
    filtered.money(coalesce(selected_cents, 0)) as revenue
from filtered.deals_closed($filters)
where is_won
group by kind
order by revenue desc, kind
