-- How much revenue is credited to each person in sales?
--
-- Each deal's cents by its shares, overlays apart; without a channel or campaign filter the model changes nothing here.
--
-- grain:   rep_id?
-- params:  $filters, @credit_rule
-- reads:   filtered.credited_deals, marts.reps
-- columns: rep_id, rep_name, deal_count (count, deals_shared), revenue (money, credited_to),
--          deals_worth (number, deals_credited)
-- opens:   revenue/deals in_rep='yes' rep_id=rep_id count=deal_count sum=revenue
with

reps_credited as (

    select
        rep_id,
        count(distinct deal_id) as deal_count,
        filtered.money(cents) as revenue,
        filtered.deals_worth(cents, amount_cents) as deals_worth
    from filtered.credited_deals($filters, $model, $window_days, $half_life_days, $weights::bigint[])
    group by all

)

select
    credited.rep_id,
    coalesce(reps.rep_name, credited.rep_id, 'unassigned') as rep_name,
    credited.deal_count,
    credited.revenue,
    credited.deals_worth
from reps_credited as credited
left join marts.reps on credited.rep_id = reps.rep_id
order by credited.revenue desc, rep_name, credited.rep_id
