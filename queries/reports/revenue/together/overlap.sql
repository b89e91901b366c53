-- Of the deals won, the deals lost and the leads that never became one: which did marketing, sales or both meet?
--
-- An exact partition: each deal of new business (unless kinds are asked for) closed in the period once, and each lead created in
-- the period that has had its days, for which no deal was ever opened. Marketing: a touch with a campaign or a channel in the
-- window before the close. Sales: an activity of a person in the same window, in either direction, automated ones left out, that
-- names the deal, or no deal and one of its buying group; one that names another deal does not count. For a lead without a deal:
-- from the window before its creation to its loss, else to the end of its agreed days to win. Under a filter on people amounts are
-- their shares. Nothing says who caused what.
--
-- grain:   outcome, contact
-- params:  $filters
-- reads:   filtered.deal_contacts, filtered.never_opened
-- needs:   touches, activities
-- columns: outcome, contact, record_count (count, overlap_records, of activities), share (rate, overlap_share, of activities),
--          share_low (rate,, of activities), share_high (rate,, of activities), amount (money, overlap_amount, of activities),
--          amount_share (rate, overlap_amount_share, of activities)
-- opens:   revenue/overlap_records outcome=outcome contact=contact count=record_count sum=amount
with

records as (

    select
        outcome,
        contact,
        coalesce(selected_cents, 0) as cents
    from filtered.deal_contacts($filters)
    union all
    select
        'never_opened',
        contact,
        null
    from filtered.never_opened($filters)

),

counted as (

    select
        outcome,
        contact,
        count(*) as record_count,
        sum(cents) as cents
    from records
    group by all

),

grid as (

    select *
    from (values ('won', 1), ('lost', 2), ('never_opened', 3)) as outcomes (outcome, row_place)
    cross join (values ('both', 1), ('only_sales', 2), ('only_marketing', 3), ('neither', 4)) as contacts (contact, column_place)

),

partition_of_each as (

    select
        grid.*,
        coalesce(counted.record_count, 0) as record_count,
        case when grid.outcome <> 'never_opened' then coalesce(counted.cents, 0) end as cents
    from grid
    left join counted on grid.outcome = counted.outcome and grid.contact = counted.contact

),

-- A credit note can make a part negative; parts of a whole are then no shares.
with_totals as (

    select
        *,
        cast(sum(record_count) over (partition by outcome) as bigint) as total_count,
        case when min(cents) over (partition by outcome) >= 0 then sum(cents) over (partition by outcome) end as total_cents
    from partition_of_each

)

select
    outcome,
    contact,
    record_count,
    filtered.rate(record_count, total_count) as share,
    filtered.wilson_low(record_count, total_count) as share_low,
    filtered.wilson_high(record_count, total_count) as share_high,
    cast(cents * 0.01 as decimal(18, 2)) as amount,
    filtered.rate(cents, total_cents) as amount_share
from with_totals
order by row_place, column_place
