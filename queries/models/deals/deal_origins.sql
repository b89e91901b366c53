-- Deals that were open at the start of each month of the last three years, as they were known then; and those open now.
--
-- `origin_on` is the month's first day, blank for now. The amount is the last one written before it, in cents at the deal's own rate;
-- where no stage carries an amount, the deal's own, which may have been changed since.
--
-- grain: origin_on?, deal_id
-- scope: cluster
-- reads: marts.deal_amounts, marts.deal_states, marts.deals, marts.amounts_known
with

origins as (

    select
        cast(month as date) as origin_on,
        cast(month as date) as known_until
    from (
        select unnest(generate_series(
            date_trunc('month', timezone($zone, cast($as_of as timestamptz))) - interval 36 month,
            date_trunc('month', timezone($zone, cast($as_of as timestamptz))),
            interval 1 month
        )) as month
    )
    union all
    select
        null as origin_on,
        date '9999-12-31' as known_until

),

as_of as (

    select cast(timezone($zone, cast($as_of as timestamptz)) as date) as as_of_on

),

open_then as (

    select
        origins.origin_on,
        origins.known_until,
        deals.deal_id,
        deals.kind,
        cast(deal_age_from((coalesce(origins.origin_on, as_of.as_of_on) - deals.opened_on) // 7) as integer) as age_from,
        deals.amount_cents as cents_now
    from marts.deals
    cross join as_of
    inner join origins
        on
            (origins.origin_on is null and deals.outcome = 'open')
            or (
                coalesce(deals.opened_on, date '0001-01-01') < origins.origin_on
                and coalesce(deals.closed_on >= origins.origin_on, true)
            )

),

staged as (

    select
        open_then.*,
        coalesce(deal_states.stage, 'open') as stage
    from open_then
    asof left join marts.deal_states
        on open_then.deal_id = deal_states.deal_id and open_then.known_until > deal_states.entered_on

),

valued as (

    select
        staged.*,
        deal_amounts.amount_cents as cents_then
    from staged
    asof left join marts.deal_amounts
        on staged.deal_id = deal_amounts.deal_id and staged.known_until > deal_amounts.known_on

)

select
    valued.origin_on,
    valued.deal_id,
    valued.kind,
    valued.stage,
    valued.age_from,
    case
        when valued.origin_on is null then coalesce(valued.cents_now, valued.cents_then)
        when amounts_known.are_known then valued.cents_then
        else valued.cents_now
    end as cents
from valued
cross join marts.amounts_known
order by valued.origin_on nulls last, valued.deal_id
