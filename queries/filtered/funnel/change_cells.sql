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
        count(*) filter (where is_before) as before_n,
        count(*) filter (where is_before and is_made) as before_made,
        count(*) filter (where is_now) as now_n,
        count(*) filter (where is_now and is_made) as now_made
    from filtered.change_steps(filters, before)
    group by all;
