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

-- Touches of weight: the last (j = 1), those of the opportunity and the lead (jo, jl; beyond n: absent), the first (j = n). One that is
-- two of them counts once: the place of the lead's where it is none before, then the opportunity's, then the first.
create macro lead_alone(jl, l, z) as (
    case when l > 0 and not (z > 0 and jl = 1) then jl end
);

create macro opportunity_alone(jl, jo, l, o, z) as (
    case when o > 0 and not (z > 0 and jo = 1) and not (l > 0 and jo = jl) then jo end
);

create macro first_alone(n, jl, jo, f, l, o, z) as (
    case when f > 0 and not (z > 0 and n = 1) and not (l > 0 and jl = n) and not (o > 0 and jo = n) then n end
);

-- How many distinct ones there are among the x newest.
create macro specials(x, lead_at, opportunity_at, first_at, z) as (
    case when z > 0 and x >= 1 then 1 else 0 end
    + case when lead_at <= x then 1 else 0 end
    + case when opportunity_at <= x then 1 else 0 end
    + case when first_at <= x then 1 else 0 end
);

-- C(x): the weight of the x newest touches of n. Weights that meet on one touch add up; those of an absent touch are not
-- there, so that the others, the rest included, share by their own proportions. rest_count: those of no weight of their own.
create macro upto_of(x, n, jl, jo, f, l, o, z, r, lead_at, opportunity_at, first_at, rest_count) as (
    greatest(rest_count, 1) * (
        case when z > 0 and x >= 1 then z else 0 end
        + case when l > 0 and jl <= x then l else 0 end
        + case when o > 0 and jo <= x then o else 0 end
        + case when f > 0 and x >= n then f else 0 end
    )
    + r * (x - specials(x, lead_at, opportunity_at, first_at, z))
);

create macro upto(x, n, jl, jo, f, l, o, z, r) as (
    upto_of(
        x, n, jl, jo, f, l, o, z, r,
        lead_alone(jl, l, z), opportunity_alone(jl, jo, l, o, z), first_alone(n, jl, jo, f, l, o, z),
        n - specials(
            n, lead_alone(jl, l, z), opportunity_alone(jl, jo, l, o, z), first_alone(n, jl, jo, f, l, o, z), z
        )
    )
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
