-- What leads cost and brought: the leads created in the period with what they reached and earned in their agreed days to win.

-- Spend is recorded by campaign: against the leads of a person, a place or existing customers it stands for nothing.
create macro filtered.is_spend_comparable(filters) as (
    (filters::filters).reps is null
    and (filters::filters).teams is null
    and (filters::filters).regions is null
    and (filters::filters).segments is null
    and ((filters::filters).kinds is null or list_contains((filters::filters).kinds, 'new'))
);

-- scoped: rep_id
create macro filtered.lead_outcomes(filters) as table
    select *
    from marts.lead_outcomes
    where
        filtered.in_period(filters, created_on)
        and filtered.keeps_lead(filters, channel, campaign_id, rep_id, team, region, segment, was_customer);

-- New business won in time by leads old enough.
-- scoped: rep_id
create macro filtered.returns(filters) as table
    select *
    from marts.lead_deals
    where
        is_in_time
        and filtered.in_period(filters, created_on)
        and filtered.keeps_lead(filters, channel, campaign_id, rep_id, team, region, segment, was_customer);

-- The same with how large one would expect each of them to be, whatever the filters but the period.
create macro filtered.returns_sized(filters) as table
    select *
    from (
        select
            *,
            filtered.expected_size(cast(amount_cents as double), 'new', segment) as size
        from marts.lead_deals
        where is_in_time and filtered.in_period(filters, created_on)
    )
    where filtered.keeps_lead(filters, channel, campaign_id, rep_id, team, region, segment, was_customer);

-- To the cent; of none there is no cost each.
create macro filtered.cost_per(cost, number) as (
    cast(floor(cost / nullif(number, 0) * 100 + 0.5) * 0.01 as decimal(18, 2))
);
