-- What has a lead that reached a stage brought?
--
-- New business won within the agreed days to win of reaching the stage, over all leads that reached it, those that brought nothing
-- included: those that first reached it in the last twelve months that have had these days, of the whole company. It is what a
-- lead more at that stage is worth at most: one that had to be saved is worse than an average one.
--
-- grain:   stage
-- reads:   marts.stage_returns
-- needs:   deals
-- then:    overlap.subjects.funnel.steps.stage_values.stage_values
-- columns: position (count), stage, reached_count (count, value_reached, of deals), deal_count (count, value_deals, of deals),
--          revenue (money, value_revenue, of deals), value_per_lead (money, stage_value, of deals),
--          value_low (money,, of deals), value_high (money,, of deals)
with

judged as (

    select *
    from marts.stage_returns
    where age_days < within_days + 365

),

brought as (

    select
        stage,
        lead_id,
        filtered.expected_size(cast(cents as double), stage, segment) as size
    from judged
    where cents > 0

),

accounts as (

    select
        judged.position,
        judged.stage,
        judged.account_id,
        count(*) as reached_count,
        sum(judged.deal_count) as deal_count,
        sum(judged.cents) as cents,
        coalesce(sum(brought.size), 0) as size
    from judged
    left join brought on judged.lead_id = brought.lead_id and judged.stage = brought.stage
    group by all

)

select
    position,
    stage,
    cast(sum(reached_count) as bigint) as reached_count,
    cast(sum(deal_count) as bigint) as deal_count,
    cast(sum(cents) as bigint) as cents,
    filtered.sums(cast(cents as double), size * size) as sums
from accounts
group by all
order by position
