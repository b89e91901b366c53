-- How much is in the open pipeline, and does the credit add up to it, on both sides, to the cent?
--
-- `booked` is every open deal under the filters on deals, credited what the channel, campaign, rep and team filters leave of it;
-- without those four the sums are one number. weighted leaves out the deals without a probability, which are counted beside it.
--
-- grain:   one row
-- params:  $filters, $deal_filters, @credit_rule
-- reads:   filtered.pipeline_credit, filtered.pipeline
-- columns: deal_count (count, pipeline_deals_touched, of deals), booked (money, pipeline_before_filters, of deals), influenced (money, pipeline_influenced, of deals),
--          deals_worth (number, pipeline_deals_credited, of deals),
--          by_campaign (money,, of deals), by_rep (money,, of deals), no_campaign (money,, of deals), no_rep (money,, of deals), weighted (money, pipeline_weighted),
--          no_probability_count (count, pipeline_no_probability, of deals), no_amount_count (count, pipeline_no_amount, of deals), is_exact (flag)
-- opens:   revenue/deals_open count=deal_count sum=influenced
--          revenue/deals_open state='no_probability' count=no_probability_count
--          revenue/deals_open state='no_amount' count=no_amount_count
with

cells as (

    select *
    from filtered.pipeline_credit($filters, $deal_filters, $model, $window_days, $half_life_days, $weights::bigint[])

),

booked as (

    select coalesce(sum(coalesce(amount_cents, 0)), 0) as cents
    from filtered.pipeline($deal_filters)

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
        count(distinct cells.deal_id) as deal_count,
        coalesce(sum(cells.cents), 0) as cents,
        filtered.deals_worth(cells.cents, cells.amount_cents) as deals_worth,
        coalesce(sum(case when cells.campaign_id is null then cells.cents end), 0) as no_campaign_cents,
        coalesce(sum(case when cells.rep_id is null then cells.cents end), 0) as no_rep_cents,
        sum(cells.weighted_cents) as weighted_cents,
        count(distinct case when cells.probability is null then cells.deal_id end) as no_probability_count,
        count(distinct case when not cells.has_amount then cells.deal_id end) as no_amount_count
    from cells

)

select
    credited.deal_count,
    cast(booked.cents * 0.01 as decimal(18, 2)) as booked,
    cast(credited.cents * 0.01 as decimal(18, 2)) as influenced,
    credited.deals_worth,
    cast(coalesce(by_campaign.cents, 0) * 0.01 as decimal(18, 2)) as by_campaign,
    cast(coalesce(by_rep.cents, 0) * 0.01 as decimal(18, 2)) as by_rep,
    cast(credited.no_campaign_cents * 0.01 as decimal(18, 2)) as no_campaign,
    cast(credited.no_rep_cents * 0.01 as decimal(18, 2)) as no_rep,
    cast(credited.weighted_cents * 0.01 as decimal(18, 2)) as weighted,
    credited.no_probability_count,
    credited.no_amount_count,
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
