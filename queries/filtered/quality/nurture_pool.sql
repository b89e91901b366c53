-- The nurture pool: leads nobody has handed over, or that sales has returned, as they stand now.

-- standing: how a lead of the pool stands. Those in work, won, lost or opted out are not in it.
create macro filtered.pool_standing(days_to_handed, latest_stage, days_to_opted_out, age_days, days_since_touch) as (
    case
        when days_to_opted_out is not null then 'opted_out'
        when latest_stage in ('won', 'lost', 'sql', 'opportunity') then 'not in the pool'
        when latest_stage = 'recycled' then 'given_back'
        when days_to_handed is not null then 'not in the pool'
        when age_days < 30 then 'new'
        when days_since_touch < 60 then 'warm'
        else 'cold'
    end
);

-- scoped: rep_id
create macro filtered.pool(filters) as table
    select
        *,
        filtered.pool_standing(days_to_handed, latest_stage, days_to_opted_out, age_days, days_since_touch) as standing
    from filtered.lead_points(filters)
    where filtered.pool_standing(days_to_handed, latest_stage, days_to_opted_out, age_days, days_since_touch)
        not in ('not in the pool', 'opted_out');
