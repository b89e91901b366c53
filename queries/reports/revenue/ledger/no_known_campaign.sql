-- Why is so much credited to no known campaign?
--
-- The credit of the ledger's row "no known campaign", by reason: touches without a campaign share a deal with named ones;
-- campaigns met the people in the year before the close, but before the window (long deals); the deal names no lead; sales found the lead;
-- and what nobody recorded. The reasons add up to the row.
--
-- grain:   reason
-- params:  $filters, @credit_rule
-- reads:   filtered.nameless_credit
-- columns: reason, deal_count (count, deals_touched), revenue (money, credited_to), share (rate, nameless_share)
-- opens:   revenue/no_known_campaign_deals reason=reason count=deal_count sum=revenue
with

reasons as (

    select
        reason,
        count(*) as deal_count,
        filtered.money(cents) as revenue,
        sum(cents) as cents
    from filtered.nameless_credit($filters, $model, $window_days, $half_life_days, $weights::bigint[])
    group by all

)

select
    reason,
    deal_count,
    revenue,
    cents / nullif(sum(cents) over (), 0) as share
from reasons
order by revenue desc, reason
