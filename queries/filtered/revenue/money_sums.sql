-- What intervals of money rest on: sums over units that are independent of each other, and the squares one would expect of them.

-- Of a group, over its units: what was given and what went back, each with its squares, those expected, the largest and the count.
create macro filtered.sums(gives, expected) as ({
    'given_sum': coalesce(sum(gives) filter (where gives > 0), 0e0),
    'given_squares': coalesce(sum(gives * gives) filter (where gives > 0), 0e0),
    'given_expected': coalesce(sum(expected) filter (where gives > 0), 0e0),
    'given_largest': coalesce(max(gives) filter (where gives > 0), 0e0),
    'given_count': count(*) filter (where gives > 0),
    'back_sum': coalesce(-sum(gives) filter (where gives < 0), 0e0),
    'back_squares': coalesce(sum(gives * gives) filter (where gives < 0), 0e0),
    'back_expected': coalesce(sum(expected) filter (where gives < 0), 0e0),
    'back_largest': coalesce(-min(gives) filter (where gives < 0), 0e0),
    'back_count': count(*) filter (where gives < 0)
});

-- The same of no unit at all.
create macro filtered.no_sums() as ({
    'given_sum': 0e0, 'given_squares': 0e0, 'given_expected': 0e0, 'given_largest': 0e0, 'given_count': 0::bigint,
    'back_sum': 0e0, 'back_squares': 0e0, 'back_expected': 0e0, 'back_largest': 0e0, 'back_count': 0::bigint
});

-- The size one would expect of a deal among the rows of a query: the root of the mean square of those of its kind and segment; under
-- twenty of them of its kind; under twenty of those of all.
create macro filtered.expected_size(cents, kind, segment) as (
    sqrt(case
        when count(*) over (partition by kind, segment) >= 20 then avg(cents * cents) over (partition by kind, segment)
        when count(*) over (partition by kind) >= 20 then avg(cents * cents) over (partition by kind)
        else avg(cents * cents) over ()
    end)
);
