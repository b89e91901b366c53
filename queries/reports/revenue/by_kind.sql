-- How much revenue is new business, how much expansion and renewal?
--
-- Deals won in the period, by the kind written on the deal.
--
-- grain:   kind
-- params:  $filters
-- reads:   seen.deals_closed_seen
-- columns: kind, deal_count (count, deals_won), revenue (money, revenue_booked)
-- opens:   deals/closed outcome='won' kinds=kind count=deal_count sum=revenue
select
    kind,
    count(*) as deal_count,
    seen.money(coalesce(amount_cents, 0)) as revenue
from seen.deals_closed_seen($filters)
where is_won
group by kind
order by revenue desc, kind
