-- Steps that have had their days of two periods side by side, each group in one row.

create macro filtered.change_cells(filters, before, grouping) as table
    select
        position,
        stage,
        next_stage,
        case when grouping in ('channel', 'channel_segment') then channel end as channel,
        case when grouping in ('segment', 'channel_segment') then segment end as segment,
        case when grouping = 'region' then region end as region,
        case when grouping = 'campaign' then campaign_id end as campaign_id,
        count(*) filter (where filtered.in_period(before, began_on)) as before_n,
        count(*) filter (where filtered.in_period(before, began_on) and coalesce(days_to_next < within_days, false)) as before_made,
        count(*) filter (where filtered.in_period(filters, began_on)) as now_n,
        count(*) filter (where filtered.in_period(filters, began_on) and coalesce(days_to_next < within_days, false)) as now_made
    from marts.funnel_steps
    where
        episode = 1
        and filtered.is_mature(age_days, within_days)
        and (filtered.in_period(filters, began_on) or filtered.in_period(before, began_on))
        and filtered.keeps_lead(filters, channel, campaign_id, rep_id, team, region, segment, was_customer)
    group by all;
