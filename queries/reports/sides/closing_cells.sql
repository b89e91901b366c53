-- How many deals were in play, closed and won in both periods, by bucket of accounts?
--
-- In play: open at the start of the period or opened in it. Accounts are in 200 buckets, whole, that are resampled for intervals.
--
-- grain:   arm, bucket
-- params:  $filters, $comparison, $as_of, $period varchar = 'chosen' in (chosen, quarter)
-- reads:   filtered.closing_deals
-- needs:   deals
-- columns: arm, bucket (number), in_play_count (count, deals_in_play, of deals), closed_count (count, deals_closed_in_period, of deals),
--          won_count (count, deals_won, of deals), revenue (money, booked_from, of deals)
select
    arm,
    bucket,
    count(*) as in_play_count,
    count(*) filter (where is_closed) as closed_count,
    count(*) filter (where is_won) as won_count,
    coalesce(filtered.money(case when is_won then cents end), 0) as revenue
from filtered.closing_deals($filters, $comparison, $as_of, $period)
group by all
order by arm, bucket
