-- What a touch counts for, in thousandths: half after each half-life of whole days, all of it where none is agreed.

create macro touch_weight(age_days, half_life_days) as (
    case
        when half_life_days is null then 1000
        else cast(floor(1000 * power(0.5e0, greatest(age_days, 0) / half_life_days) + 0.5e0) as bigint)
    end
);
