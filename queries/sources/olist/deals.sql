-- A closed deal is worth what its seller then sold: the sum of item prices, 0.00 where it sold nothing.
--
-- Only won deals exist. A seller missing from the sellers file is no orphan.
--
-- grain: deal_id
-- reads: raw.closed_deals, raw.order_items
with

sales as (

    select
        seller_id,
        sum(price) as amount
    from raw.order_items
    group by all

)

select
    closed_deals.mql_id as deal_id,
    closed_deals.seller_id as account_id,
    closed_deals.mql_id as lead_id,
    closed_deals.won_date as closed_at,
    closed_deals.won_date_is_date_only as closed_at_is_date_only,
    'won' as outcome,
    cast(coalesce(sales.amount, 0) as decimal(18, 2)) as amount,
    'BRL' as currency,
    'new' as kind
from raw.closed_deals
left join sales on closed_deals.seller_id = sales.seller_id
