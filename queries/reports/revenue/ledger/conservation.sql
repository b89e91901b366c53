-- Does the credit add up to what was booked, on both sides, to the cent?
--
-- `booked` is every deal won in the period under the filters on deals; credited is what the channel, campaign, rep and team
-- filters leave of it. Without those four the three sums are one number.
--
-- grain:   one row
-- params:  $filters, $deal_filters, @credit_rule
-- reads:   filtered.credit, filtered.deals_closed
-- columns: deal_count (count, deals_won, of deals), booked (money, booked_before_filters, of deals), credited (money, credited_to, of deals),
--          by_campaign (money,, of deals), by_rep (money,, of deals), no_campaign (money, revenue_no_campaign, of deals), no_rep (money, revenue_unassigned, of deals),
--          is_exact (flag)
with

cells as (

    select *
    from filtered.credit($filters, $model, $window_days, $half_life_days, $weights::bigint[])

),

booked as (

    select
        count(*) as deal_count,
        coalesce(sum(coalesce(amount_cents, 0)), 0) as cents
    from filtered.deals_closed($deal_filters)
    where is_won

),

by_campaign as (

    select sum(cents) as cents
    from (select campaign_id, sum(cents) as cents from cells group by all)

),

by_rep as (

    select sum(cents) as cents
    from (select rep_id, sum(cents) as cents from cells group by all)

),

credited as (

    select
        coalesce(sum(cents), 0) as cents,
        coalesce(sum(case when campaign_id is null then cents end), 0) as no_campaign_cents,
        coalesce(sum(case when rep_id is null then cents end), 0) as no_rep_cents
    from cells

)

select
    booked.deal_count,
    cast(booked.cents * 0.01 as decimal(18, 2)) as booked,
    cast(credited.cents * 0.01 as decimal(18, 2)) as credited,
    cast(coalesce(by_campaign.cents, 0) * 0.01 as decimal(18, 2)) as by_campaign,
    cast(coalesce(by_rep.cents, 0) * 0.01 as decimal(18, 2)) as by_rep,
    cast(credited.no_campaign_cents * 0.01 as decimal(18, 2)) as no_campaign,
    cast(credited.no_rep_cents * 0.01 as decimal(18, 2)) as no_rep,
    coalesce(by_campaign.cents, 0) = credited.cents
    and coalesce(by_rep.cents, 0) = credited.cents
    and (
        credited.cents = booked.cents
        or ($filters::filters).channels is not null
        or ($filters::filters).campaigns is not null
        or ($filters::filters).reps is not null
        or ($filters::filters).teams is not null
    ) as is_exact
from booked
cross join by_campaign
cross join by_rep
cross join credited
