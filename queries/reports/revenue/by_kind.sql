-- How much revenue is new business, how much expansion and renewal?
--
-- Deals won in the period, by the kind written on the deal. Under a filter on people revenue is their shares; deals count whole.
--
-- grain:   kind
-- params:  $filters
-- reads:   seen.deals_closed_seen
-- columns: kind, deal_count (count, deals_won), shared_count (count, deals_shared_with_others),
--          revenue (money, booked_from)
-- opens:   deals/closed outcome='won' kinds=kind count=deal_count sum=revenue
--          deals/closed outcome='won' kinds=kind part='shared' count=shared_count
select
    kind,
    count(*) as deal_count,
    count(*) filter (where is_shared) as shared_count,
    seen.money(coalesce(selected_cents, 0)) as revenue
from seen.deals_closed_seen($filters)
where is_won
group by kind
order by revenue desc, kind
