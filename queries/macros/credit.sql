-- The share c of t of a whole number of cents, by whole numbers only: exact while t stays below 3e9.

create macro part(a, c, t) as (
    a // t * c + a % t * c // t
);
