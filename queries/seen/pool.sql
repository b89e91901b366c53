-- The nurture pool: leads nobody has handed over, or that sales has given back, as they stand now.

create macro seen.lead_points_seen(filters) as table
    select lead_points.*
    from marts.lead_points
    where
        seen.in_period(filters, lead_points.created_on)
        and seen.keeps_lead(
            filters, lead_points.channel, lead_points.campaign_id, lead_points.rep_id, lead_points.team,
            lead_points.region, lead_points.segment, lead_points.was_customer
        );

create macro seen.lead_points_scoped(filters, scope) as table
    select *
    from seen.lead_points_seen(filters)
    where seen.sees(scope, rep_id);

-- standing: how a lead of the pool stands. Those in work, won, lost or opted out are not in it.
create macro seen.standing(days_to_handed, latest_stage, days_to_opted_out, age_days, days_since_touch) as (
    case
        when days_to_opted_out is not null then 'opted out'
        when latest_stage in ('won', 'lost', 'sql', 'opportunity') then 'not in the pool'
        when latest_stage = 'recycled' then 'given back'
        when days_to_handed is not null then 'not in the pool'
        when age_days < 30 then 'new'
        when days_since_touch < 60 then 'warm'
        else 'cold'
    end
);

create macro seen.pool_seen(filters) as table
    select
        *,
        seen.standing(days_to_handed, latest_stage, days_to_opted_out, age_days, days_since_touch) as standing
    from seen.lead_points_seen(filters)
    where seen.standing(days_to_handed, latest_stage, days_to_opted_out, age_days, days_since_touch)
        not in ('not in the pool', 'opted out');

create macro seen.pool_scoped(filters, scope) as table
    select *
    from seen.pool_seen(filters)
    where seen.sees(scope, rep_id);
