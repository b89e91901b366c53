-- Weeks of a measure beside what became of the handoffs made in them. Period, channel and campaign choose the weeks and the measure;
-- the outcome is always the whole company's. Under a filter on people, place, segment or existing customers there is no week: nobody
-- records a visit by them.

create macro filtered.measured_weeks(filters) as table
    select *
    from marts.measure_weeks
    where
        filtered.is_spend_comparable(filters)
        and filtered.keeps((filters::filters).channels, channel)
        and filtered.keeps((filters::filters).campaigns, campaign_id);

-- A measure begins with the week after its first, of which a part may be missing, and ends with the last week that the campaigns'
-- own records cover; a week between without any has 0 of it. other_spend: what channels cost that do not count this measure.
create macro filtered.translation_weeks(filters) as table
    select
        measures.measure,
        weeks.*,
        coalesce(counted.unit_count, 0) as unit_count,
        coalesce(counted.campaign_count, 0) as campaign_count,
        coalesce(others.spend, 0) as other_spend
    from (
        select
            measure,
            min(week) as first_week,
            list(distinct coalesce(channel, 'not recorded')) as channels
        from filtered.measured_weeks(filters)
        group by all
    ) as measures
    cross join (select max(day) as last_on from marts.campaign_days) as recorded
    inner join marts.outcome_weeks as weeks
        on weeks.week > measures.first_week
        and weeks.next_week <= recorded.last_on + 1
        and ((filters::filters).starts_on is null or weeks.week >= (filters::filters).starts_on)
        and ((filters::filters).ends_on is null or weeks.next_week <= (filters::filters).ends_on)
    left join (
        select
            measure,
            week,
            round(sum(unit_count), 2) as unit_count,
            count(*) as campaign_count
        from filtered.measured_weeks(filters)
        group by all
    ) as counted on measures.measure = counted.measure and weeks.week = counted.week
    left join (
        select
            own.measure,
            spent.week,
            round(sum(spent.unit_count), 2) as spend
        from (
            select
                measure,
                list(distinct coalesce(channel, 'not recorded')) as channels
            from filtered.measured_weeks(filters)
            group by all
        ) as own
        inner join marts.measure_weeks as spent
            on spent.measure = 'spend'
            and not list_contains(own.channels, coalesce(spent.channel, 'not recorded'))
        group by all
    ) as others on measures.measure = others.measure and weeks.week = others.week;

-- The same for each outcome, in the weeks whose handoffs have had their days.
create macro filtered.translation_outcomes(filters) as table
    select
        weeks.measure,
        outcomes.outcome,
        weeks.week,
        weeks.next_week,
        weeks.unit_count,
        weeks.other_spend,
        case outcomes.outcome
            when 'accepted' then weeks.accepted_count when 'won' then weeks.won_count else weeks.paid_count
        end as event_count,
        case outcomes.outcome when 'revenue' then weeks.cents * 0.01e0 end as revenue
    from filtered.translation_weeks(filters) as weeks
    cross join (select unnest(['accepted', 'won', 'revenue']) as outcome) as outcomes
    where case outcomes.outcome when 'accepted' then weeks.is_accepted_known else weeks.is_won_known end;

-- Units of a measure, and the leads it names, on days since whose end the agreed days to win have passed.
create macro filtered.traced_units(filters) as table
    select
        campaign_days.measure,
        sum(campaign_days.quantity) as unit_count
    from marts.campaign_days
    inner join marts.mature_days on campaign_days.day = mature_days.day
    where
        mature_days.is_old_enough
        and campaign_days.measure <> 'spend'
        and filtered.is_spend_comparable(filters)
        and filtered.in_period(filters, campaign_days.day)
        and filtered.keeps((filters::filters).channels, campaign_days.channel)
        and filtered.keeps((filters::filters).campaigns, campaign_days.campaign_id)
    group by all;

-- scoped: rep_id
create macro filtered.traced_leads(filters) as table
    select
        traced_leads.*,
        campaigns.campaign_name
    from marts.traced_leads
    inner join marts.campaigns on traced_leads.campaign_id = campaigns.campaign_id
    inner join marts.mature_days on traced_leads.touched_on = mature_days.day
    where
        mature_days.is_old_enough
        and filtered.is_spend_comparable(filters)
        and filtered.in_period(filters, traced_leads.touched_on)
        and filtered.keeps((filters::filters).channels, campaigns.channel)
        and filtered.keeps((filters::filters).campaigns, traced_leads.campaign_id);

-- Handoffs as the weeks count them, which are the whole company's: filters choose the period alone.
-- scoped: rep_id
create macro filtered.handoffs_of_weeks(filters) as table
    select
        handoffs.*,
        coalesce(handoff_returns.deal_count, 0) as deal_count,
        coalesce(handoff_returns.cents, 0) as cents
    from filtered.handoffs(filters) as handoffs
    left join marts.handoff_returns on handoffs.handoff_id = handoff_returns.handoff_id;
