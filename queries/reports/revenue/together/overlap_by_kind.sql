-- Of the deals won and lost, by kind: which did marketing, sales or both meet?
--
-- The same rule as the overlap, over all kinds unless some are asked for. Renewals and expansions are often met by nobody who
-- recorded it: they need not be.
--
-- grain:   outcome, kind, contact
-- params:  $all_kinds_filters
-- reads:   filtered.deal_contacts
-- needs:   touches, activities
-- columns: outcome, kind, contact, record_count (count, overlap_records, of activities), amount (money, overlap_amount, of activities)
-- opens:   revenue/overlap_records outcome=outcome kinds=kind contact=contact count=record_count sum=amount
with

counted as (

    select
        outcome,
        kind,
        contact,
        count(*) as record_count,
        coalesce(filtered.money(coalesce(selected_cents, 0)), 0) as amount
    from filtered.deal_contacts($all_kinds_filters)
    group by all

)

select *
from counted
order by outcome desc, kind, record_count desc, contact
