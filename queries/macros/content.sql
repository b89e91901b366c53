-- Whether a piece of content was met before a stage was entered; where either is only a date, on an earlier day.
create macro comes_before(first_at, first_on, began_at, began_on, by_date) as (
    case when by_date then first_on < began_on else first_at < began_at end
);
