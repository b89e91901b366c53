-- The share c of t of a whole number of cents, by whole numbers only: exact while t stays below 3e9.

create macro part(a, c, t) as (
    a // t * c + a % t * c // t
);

-- What falls to the weights above `lo` and up to `hi` of `t`: never another sign than the cents that are shared.
create macro cell(cents, lo, hi, t) as (
    sign(cents) * (part(abs(cents), hi, t) - part(abs(cents), lo, t))
);

-- Seven models are one formula with five numbers: what the first touch, the touches that made the lead and the
-- opportunity, and the last touch weigh, and what all the rest shares.
create macro first_weight(model) as (
    case model when 'first' then 1 when 'position' then 40 when 'u_shaped' then 40 when 'w_shaped' then 30 when 'full_path' then 225 else 0 end
);

create macro lead_weight(model) as (
    case model when 'u_shaped' then 40 when 'w_shaped' then 30 when 'full_path' then 225 else 0 end
);

create macro opportunity_weight(model) as (
    case model when 'w_shaped' then 30 when 'full_path' then 225 else 0 end
);

create macro last_weight(model) as (
    case model when 'last' then 1 when 'position' then 40 when 'full_path' then 225 else 0 end
);

create macro rest_weight(model) as (
    case model when 'linear' then 1 when 'position' then 20 when 'u_shaped' then 20 when 'w_shaped' then 10 when 'full_path' then 100 else 0 end
);

-- How many distinct touches of weight there are among the x newest of n: the last (j = 1), those of the opportunity and
-- the lead (jo, jl; beyond n: absent), the first (j = n). A touch that is two of them counts once.
create macro specials(x, n, jl, jo, f, l, o, z) as (
    case when z > 0 and x >= 1 then 1 else 0 end
    + case when l > 0 and jl <= x and not (z > 0 and jl = 1) then 1 else 0 end
    + case when o > 0 and jo <= x and not (z > 0 and jo = 1) and not (l > 0 and jo = jl) then 1 else 0 end
    + case when f > 0 and x >= n and not (z > 0 and n = 1) and not (l > 0 and jl = n) and not (o > 0 and jo = n) then 1 else 0 end
);

-- C(x): the weight of the x newest touches of n. Weights that meet on one touch add up; those of an absent touch are not
-- there, so that the others, the rest included, share by their own proportions.
create macro upto(x, n, jl, jo, f, l, o, z, r) as (
    greatest(n - specials(n, n, jl, jo, f, l, o, z), 1) * (
        case when z > 0 and x >= 1 then z else 0 end
        + case when l > 0 and jl <= x then l else 0 end
        + case when o > 0 and jo <= x then o else 0 end
        + case when f > 0 and x >= n then f else 0 end
    )
    + r * (x - specials(x, n, jl, jo, f, l, o, z))
);

-- Whether a channel is one of those that earn no credit beside others; case and outer spaces make no other channel.
create macro is_uncredited(channel, uncredited_channels) as (
    case
        when len(uncredited_channels) = 0 then false
        else coalesce(list_contains(
            list_transform(uncredited_channels, lambda name: lower(trim(name))), lower(trim(channel))
        ), false)
    end
);

-- Whether a touch inside a window earns there: one of such a channel only where the newest other touch lies outside it.
-- Without a window (null) that is where there is no other.
create macro earns_within(is_uncredited, credited_age_s, window_days) as (
    not is_uncredited or credited_age_s is null or coalesce(credited_age_s > window_days * 86400, false)
);

-- Half of the weight is left after each half-life of whole days; a touch never weighs nothing.
create macro decay_weight(age_s, half_life_days) as (
    cast(greatest(1, floor(65536 * power(0.5e0, (age_s // 86400) / half_life_days) + 0.5e0)) as bigint)
);
