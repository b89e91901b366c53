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
    select
        lead_outcomes.lead_id,
        lead_outcomes.account_id,
        lead_outcomes.channel,
        lead_outcomes.campaign_id,
        lead_outcomes.segment,
        lead_outcomes.rep_id,
        filtered.is_mature(age_days, 30) as is_passable,
        filtered.is_mature(age_days, 30) and filtered.is_within(days_to_handed, handed_is_by_date, 30) as is_passed,
        filtered.is_mature(age_days, won_within_days) as is_old_enough,
        coalesce(mature_days.is_old_enough, false) as is_of_judged_day,
        filtered.is_mature(age_days, won_within_days)
        and filtered.is_within(days_to_mql, mql_is_by_date, won_within_days) as is_mql_in_time,
        filtered.is_mature(age_days, won_within_days)
        and filtered.is_within(days_to_sql, sql_is_by_date, won_within_days) as is_sql_in_time,
        filtered.is_mature(age_days, won_within_days)
        and filtered.is_within(days_to_won, won_is_by_date, won_within_days) as is_won_in_time,
        won_within_days
    from marts.lead_outcomes
    left join marts.mature_days on lead_outcomes.created_on = mature_days.day
    where
        filtered.in_period(filters, lead_outcomes.created_on)
        and filtered.keeps_lead(
            filters, lead_outcomes.channel, lead_outcomes.campaign_id, lead_outcomes.rep_id, lead_outcomes.team,
            lead_outcomes.region, lead_outcomes.segment, lead_outcomes.was_customer
        );

-- New business won in time by leads old enough.
-- scoped: rep_id
create macro filtered.returns(filters) as table
    select
        lead_deals.*,
        leads.campaign_id,
        leads.account_id,
        leads.rep_id,
        leads.is_of_judged_day
    from filtered.lead_outcomes(filters) as leads
    inner join marts.lead_deals on leads.lead_id = lead_deals.lead_id
    where
        leads.is_old_enough
        and filtered.is_within(lead_deals.days_to_won, lead_deals.is_date_only, leads.won_within_days);

-- How large one would expect each of them to be, whatever the filters but the period.
create macro filtered.returns_sized(filters) as table
    select
        lead_deals.deal_id,
        filtered.expected_size(cast(lead_deals.amount_cents as double), 'new', lead_outcomes.segment) as size
    from marts.lead_outcomes
    inner join marts.lead_deals on lead_outcomes.lead_id = lead_deals.lead_id
    where
        filtered.in_period(filters, lead_outcomes.created_on)
        and filtered.is_mature(lead_outcomes.age_days, lead_outcomes.won_within_days)
        and filtered.is_within(lead_deals.days_to_won, lead_deals.is_date_only, lead_outcomes.won_within_days);

-- To the cent; of none there is no cost each.
create macro filtered.cost_per(cost, number) as (
    cast(floor(cost / nullif(number, 0) * 100 + 0.5) * 0.01 as decimal(18, 2))
);
