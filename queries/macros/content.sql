-- Whether a piece of content was met before a stage was entered; where either is only a date, on an earlier day.
create macro comes_before(first_at, first_on, began_at, began_on, by_date) as (
    case when by_date then first_on < began_on else first_at < began_at end
);

-- Which fifth a number lies in, 1 to 5, by the four edges between them.
create macro fifth_of(number, edges) as (
    cast(1 + (number > edges[1])::integer + (number > edges[2])::integer + (number > edges[3])::integer
        + (number > edges[4])::integer as bigint)
);
