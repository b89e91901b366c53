-- The nurture pool: leads nobody has handed over, or that sales has returned, as they stand now.

-- standing: how a lead of the pool stands. Those in work, won, lost or opted out are not in it.
-- scoped: rep_id
create macro filtered.pool(filters) as table
    select *
    from (
        select
            *,
            case
                when days_to_opted_out is not null then null
                when is_returned then 'given_back'
                when days_to_handed is not null or latest_stage in ('sql', 'opportunity', 'won', 'lost') then null
                when age_days < 30 then 'new'
                when days_since_touch < 60 then 'warm'
                else 'cold'
            end as standing
        from filtered.lead_points(filters)
    ) as points
    where standing is not null;
