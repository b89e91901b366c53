-- Why is so much credited to no known campaign?
--
-- The credit of the ledger's row "no known campaign", by reason: touches without a campaign share a deal with named ones;
-- campaigns met the people in the year before the close, but before the window (long deals); the deal names no lead; sales found the lead;
-- and what nobody recorded. The reasons add up to the row.
--
-- grain:   reason
-- params:  $filters, @credit_rule
-- reads:   filtered.nameless_credit, marts.deals
-- columns: reason, deal_count (count, deals_touched), revenue (money, credited_to), deals_worth (number, deals_credited),
--          share (rate, nameless_share)
-- opens:   revenue/no_known_campaign_deals reason=reason count=deal_count sum=revenue
with

reasons as (

    select
        nameless.reason,
        count(*) as deal_count,
        filtered.money(nameless.cents) as revenue,
        filtered.deals_worth(nameless.cents, deals.amount_cents) as deals_worth,
        sum(nameless.cents) as cents
    from filtered.nameless_credit($filters, $model, $window_days, $half_life_days, $weights::bigint[]) as nameless
    inner join marts.deals on nameless.deal_id = deals.deal_id
    group by all

)

select
    reason,
    deal_count,
    revenue,
    deals_worth,
    cents / nullif(sum(cents) over (), 0) as share
from reasons
order by revenue desc, reason
